import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Example, installExample } from './example.js';
import { sendTraffic } from './traffic.js';

let example: Example;
beforeAll(async () => {
  example = await installExample('prometheus', inject('tarball'));
});
afterAll(() => example.remove());

it('examples/prometheus counts answers and observes the latency of every live reading', async () => {
  const service = await example.start();
  const { bodies, batch } = await sendTraffic(service.url);
  const response = await fetch(new URL('/metrics', service.url));
  expect(response.headers.get('content-type')).toContain('text/plain');
  const text = await response.text();
  const sum = (pattern: RegExp) =>
    [...text.matchAll(pattern)].reduce((total, [, value]) => total + Number(value), 0);
  // The URL validation is one answer more.
  expect(sum(/^zoom_webhook_answers_total\{status="200".* (\d+)$/gm)).toBe(bodies.length + 1);
  const live = batch.samples.filter(({ span, latencyMs }) => span === 'interval' && latencyMs?.avg != null);
  expect(live.length).toBeGreaterThan(100);
  expect(sum(/^zoom_latency_seconds_count\{.* (\d+)$/gm)).toBe(live.length);
});
