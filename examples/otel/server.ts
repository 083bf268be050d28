import { createServer } from 'node:http';
import { isQosEvent, isQosSummaryEvent, toSamples } from 'zoom-qss';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';
import { record, shutdown } from './telemetry.js';

const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  onEvent(event) {
    if (isQosEvent(event) || isQosSummaryEvent(event)) toSamples(event).samples.forEach(record);
  },
  onError: ({ stage, error }) => console.error(stage, Object(error).name, Object(error).code),
});

const server = createServer(toNodeHandler(receiver)).listen(Number(process.env.PORT ?? 8080));

process.once('SIGTERM', async () => {
  await receiver.close({ drainMs: 5_000, graceMs: 5_000 });
  server.close();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await shutdown();
});
