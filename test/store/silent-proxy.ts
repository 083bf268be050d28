import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy on loopback that can stop forwarding, as a network does that fails without a word. */
export interface SilentProxy {
  readonly port: number;
  /** From now on it takes connections and bytes, and forwards none. */
  silence(): void;
  /** New connections are forwarded again. */
  forward(): void;
  close(): Promise<void>;
}

export async function startSilentProxy(port: number): Promise<SilentProxy> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    if (isSilent) {
      client.resume();
      return;
    }
    const behind = keep(connect(port, '127.0.0.1'));
    client.pipe(behind).pipe(client);
    // A connection that broke while nothing was forwarded stays one behind the proxy.
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ] as const)
      socket.once('close', () => isSilent || other.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A server that listens on TCP has such an address.
    port: (server.address() as AddressInfo).port,
    silence() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().resume();
    },
    forward() {
      isSilent = false;
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
