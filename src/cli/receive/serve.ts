import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Receiver, toNodeHandler } from '../../webhooks/index.js';
import { UsageError } from '../usage-error.js';

export interface Server {
  readonly url: string;
  /** Finishes the running requests, refuses others, and closes. */
  close(): Promise<void>;
}

/** How long a client may take to read its last answer. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Where load balancers ask whether this process takes events. */
const HEALTH_PATH = '/healthz';

/** Serves a receiver over HTTP, and its health. @throws {UsageError} if it cannot listen on the port */
export async function serve(receiver: Receiver, host: string, port: number): Promise<Server> {
  const handle = toNodeHandler(receiver);
  const server = createServer((request, response) => {
    const isProbe = request.method !== 'POST' && request.url?.split('?')[0] === HEALTH_PATH;
    if (isProbe) response.writeHead(receiver.closing ? 503 : 200).end();
    else handle(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new UsageError(`Cannot listen on ${host}, port ${port} (${error.code}).`)),
    );
    server.listen(port, host, resolve);
  });
  // The address of a server that listens on a TCP port is an AddressInfo.
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}/`,
    async close() {
      // Meanwhile probes and senders get 503, which says more than a connection that is refused.
      await receiver.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
