import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Example, installExample } from './example.js';
import { sendTraffic } from './traffic.js';

let example: Example;
let endpoint: string;
const records: unknown[] = [];
const counts = new Map<string, number>();

const collector = createServer(async (request, response) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const { resourceLogs = [], resourceMetrics = [] } = JSON.parse(Buffer.concat(pieces).toString());
  for (const { scopeLogs } of resourceLogs)
    for (const { logRecords } of scopeLogs) records.push(...logRecords);
  // The sums are cumulative: the last export has all.
  for (const { scopeMetrics } of resourceMetrics)
    for (const { metrics } of scopeMetrics)
      for (const { name, histogram } of metrics)
        counts.set(
          name,
          (histogram?.dataPoints ?? []).reduce(
            (sum: number, point: { count: number }) => sum + point.count,
            0,
          ),
        );
  response.setHeader('content-type', 'application/json').end('{}');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  example = await installExample('otel', inject('tarball'));
});

afterAll(async () => {
  collector.close();
  await example.remove();
});

it('examples/otel exports every sample as a log record, and live averages as metrics, before it ends', async () => {
  const service = await example.start({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const { batch } = await sendTraffic(service.url, { start: new Date() });
  expect(await service.stop()).toBe(0);
  expect(records).toHaveLength(batch.samples.length);
  const nowMs = Date.now();
  // The service looked at its clock a little earlier than this, so count what is in time by both.
  const timely = batch.samples.filter(({ span, measuredAtMs, latencyMs }) => {
    const isNow = measuredAtMs !== null && Math.abs(measuredAtMs - nowMs) < 90_000;
    return span === 'interval' && isNow && latencyMs?.avg != null;
  });
  expect(timely.length).toBeGreaterThan(0);
  expect(counts.get('zoom.qss.latency')).toBeGreaterThanOrEqual(timely.length);
});
