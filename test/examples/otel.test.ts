import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Collector, startCollector } from '../otel/collector.js';
import { type Example, installExample } from './example.js';
import { sendTraffic } from './traffic.js';

let example: Example;
let collector: Collector;

beforeAll(async () => {
  collector = await startCollector();
  example = await installExample('otel', inject('tarball'));
});

afterAll(async () => {
  collector.close();
  await example.remove();
});

it('examples/otel exports every sample as a log record, and live averages as metrics, before it ends', async () => {
  const service = await example.start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const { batch } = await sendTraffic(service.url, { start: new Date() });
  expect(await service.stop()).toBe(0);
  expect(collector.records).toHaveLength(batch.samples.length);
  const nowMs = Date.now();
  // The service looked at its clock a little earlier than this, so count what is in time by both.
  const timely = batch.samples.filter(({ span, measuredAtMs, latencyMs }) => {
    const isNow = measuredAtMs !== null && Math.abs(measuredAtMs - nowMs) < 90_000;
    return span === 'interval' && isNow && latencyMs?.avg != null;
  });
  expect(timely.length).toBeGreaterThan(0);
  // Counts are cumulative: the last export has all.
  const latency = collector.metrics.findLast(({ name }) => name === 'zoom.qss.latency');
  const counted = (latency?.histogram?.dataPoints ?? []).reduce(
    (sum, { count = 0 }) => sum + Number(count),
    0,
  );
  expect(counted).toBeGreaterThanOrEqual(timely.length);
});
