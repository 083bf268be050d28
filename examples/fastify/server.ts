import { fastify } from 'fastify';
import { toFastifyPlugin } from 'zoom-qss/webhooks';
import { receiver } from './receiver.js';

const app = fastify();
app.register(toFastifyPlugin(receiver));
await app.listen({ port: Number(process.env.PORT ?? 8080) });

process.once('SIGTERM', async () => {
  await receiver.close({ drainMs: 5_000, graceMs: 5_000 });
  setTimeout(() => app.server.closeAllConnections(), 1_000).unref();
  await app.close();
});
