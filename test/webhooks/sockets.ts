/** A Node server on loopback, and requests to it written byte by byte. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

export async function listen(listener: RequestListener): Promise<Listening> {
  return listenOn(createServer(listener));
}

export async function listenOn(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Writes each part once the one before is sent, and gives all that comes back until the server ends or 5 s are over. */
export function exchange(
  port: number,
  parts: readonly (string | Uint8Array)[],
  { until = /^$/ }: { until?: RegExp } = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(received);
    };
    const timer = setTimeout(finish, 5_000);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (until.test(received)) finish();
    });
    socket.on('close', finish);
    socket.on('error', finish);
    socket.setNoDelay(true);
    const write = (index: number) => {
      const part = parts[index];
      if (part !== undefined) socket.write(part, () => setImmediate(write, index + 1));
    };
    write(0);
  });
}

export function head(
  method: string,
  target: string,
  headers: Record<string, string | number>,
  version = '1.1',
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/${version}\r\n${lines.join('')}\r\n`;
}

export function statusOf(response: string): number {
  return Number(/^HTTP\/1\.\d (\d{3})/.exec(response)?.[1]);
}
