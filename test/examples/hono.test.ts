import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createAlert, PRESETS } from 'zoom-qss/quality';
import { type Example, installExample } from './example.js';
import { sendTraffic } from './traffic.js';

let example: Example;
beforeAll(async () => {
  example = await installExample('hono', inject('tarball'));
});
afterAll(() => example.remove());

it('examples/hono prints the alerts of a simulated meeting', async () => {
  const service = await example.start();
  const { batch } = await sendTraffic(service.url, {
    scenario: 'home-wifi-burst-loss',
    minutes: 20,
    concurrency: 1,
  });
  const { thresholds, rule } = PRESETS.twilio;
  const alert = createAlert({ thresholds, ...rule, withinMs: 10 * 60_000 });
  const changes = batch.samples.flatMap((sample) => alert.add(sample));
  const lines = changes.map(
    ({ kind, reason, participant: { id, userId } }) => `${kind} ${reason} ${id ?? userId}`,
  );
  expect(lines.length).toBeGreaterThan(1);
  await vi.waitFor(() => expect(service.lines()).toEqual(lines), 10_000);
});
