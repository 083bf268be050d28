import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Receiver, toNodeHandler } from '../../webhooks/index.js';
import { UsageError } from '../usage-error.js';

export interface Served {
  readonly url: string;
  /** Takes no more requests, answers those that are being handled, and ends. */
  close(): Promise<void>;
}

/** How long a client may take to read its last answer. */
const LINGER_MS = 1_000;

/** Serves a receiver over HTTP. @throws {UsageError} where it cannot listen */
export async function serve(receiver: Receiver, host: string, port: number): Promise<Served> {
  const server = createServer(toNodeHandler(receiver));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new UsageError(`Cannot listen at ${host}, port ${port} (${error.code}).`)),
    );
    server.listen(port, host, resolve);
  });
  // A server that listens to a port has such an address.
  const { address, family, port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}/`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await receiver.close();
      const timer = setTimeout(() => server.closeAllConnections(), LINGER_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
