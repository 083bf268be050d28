import type { Server } from 'node:http';
import { receiver } from './receiver.js';

export function closeOnSigterm(server: Server) {
  process.once('SIGTERM', async () => {
    await receiver.close({ drainMs: 5_000, graceMs: 5_000 });
    server.close();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
