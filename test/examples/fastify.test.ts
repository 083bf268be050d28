import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Example, installExample } from './example.js';
import { idsOf, sendTraffic } from './traffic.js';

let example: Example;
beforeAll(async () => {
  example = await installExample('fastify', inject('tarball'));
});
afterAll(() => example.remove());

it('examples/fastify prints a row of every sample, and ends on SIGTERM', async () => {
  const service = await example.start();
  const { batch } = await sendTraffic(service.url);
  expect(await service.stop()).toBe(0);
  const rows: { id: string }[] = service.lines().map((line) => JSON.parse(line));
  expect(rows).toHaveLength(batch.samples.length);
  expect(idsOf(rows)).toEqual(idsOf(batch.samples));
});
