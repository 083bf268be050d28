import { createServer } from 'node:http';
import { Histogram, register } from 'prom-client';
import { toBatch } from 'zoom-qss/store';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';
import { onAnswered } from './metrics.js';

const labelNames = ['product', 'media', 'direction'];
const buckets = [0.02, 0.05, 0.1, 0.15, 0.25, 0.4, 0.8];
const latency = new Histogram({
  name: 'zoom_latency_seconds',
  help: 'Latency of live readings',
  labelNames,
  buckets,
});

const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  onEvent(event, { repairs }) {
    // A summary repeats what the readings of its minutes said.
    for (const { span, latencyMs, product, media, direction } of toBatch(event, repairs).samples)
      if (span === 'interval' && typeof latencyMs?.avg === 'number')
        latency.observe({ product, media: media ?? '', direction: direction ?? '' }, latencyMs.avg / 1000);
  },
  onAnswered,
});
const handler = toNodeHandler(receiver);

const server = createServer(async (request, response) => {
  if (request.url !== '/metrics') return handler(request, response);
  response.setHeader('content-type', register.contentType).end(await register.metrics());
}).listen(Number(process.env.PORT ?? 8080));

process.once('SIGTERM', async () => {
  await receiver.close({ drainMs: 5_000, graceMs: 5_000 });
  server.close();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
});
