import { createServer } from 'node:http';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';
import { openLog, SUBJECT } from './log.js';

const { connection, js } = await openLog();

const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  // Zoom gets its 2xx once two of three nodes have the body. The log drops a second message of the same id.
  onBody: (body, { bodyHash }) => js.publish(SUBJECT, body, { msgID: bodyHash, timeout: 1_000, retries: 2 }),
  onRefused: ({ code, status }) => console.warn('refused', status, code),
  onError: ({ stage, error }) => console.error(stage, Object(error).name, Object(error).code),
});
const server = createServer(toNodeHandler(receiver)).listen(Number(process.env.PORT ?? 8080));

process.once('SIGTERM', async () => {
  await receiver.close({ drainMs: Number(process.env.DRAIN_MS ?? 5_000), graceMs: 5_000 });
  server.close();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await connection.drain();
});
