import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const ACCEPTED = 'HTTP/1.1 200 ';

/** Keeps connections to a server open, and sends each its next request once the last has been answered. */
export interface Sender {
  /** Sends complete HTTP/1.1 requests. @throws if one is not answered 200 */
  send(requests: readonly Buffer[]): Promise<void>;
}

/**
 * Sends with less processor time than an HTTP client, so that the server never waits. It relies on answers that come in one
 * piece, as those without a body do on loopback.
 */
export async function createSender(port: number, connections: number): Promise<Sender> {
  const sockets: Socket[] = [];
  for (let i = 0; i < connections; i++) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    sockets.push(socket);
  }
  return {
    send: (requests) =>
      new Promise((resolve, reject) => {
        let sent = 0;
        let answered = 0;
        const next = (socket: Socket) => {
          const request = requests[sent++];
          if (request) socket.write(request);
        };
        for (const socket of sockets) {
          socket.removeAllListeners();
          socket.on('data', (answer) => {
            if (answer.toString('latin1', 0, ACCEPTED.length) !== ACCEPTED)
              reject(new Error(`Answer: ${answer}`));
            if (++answered === requests.length) resolve();
            next(socket);
          });
          socket.on('error', reject);
          socket.on('close', () => reject(new Error('Connection closed.')));
          next(socket);
        }
      }),
  };
}
