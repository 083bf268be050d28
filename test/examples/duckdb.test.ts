import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Example, installExample } from './example.js';
import { idsOf, sendTraffic } from './traffic.js';

let example: Example;
beforeAll(async () => {
  example = await installExample('duckdb', inject('tarball'));
});
afterAll(() => example.remove());

it('examples/duckdb stores every sample, answers whose calls are worst, and ends on SIGTERM', async () => {
  const service = await example.start();
  const { batch } = await sendTraffic(service.url);
  const worst = await (await fetch(new URL('/worst', service.url))).json();
  expect(worst).toHaveLength(8);
  expect(worst[0]).toMatchObject({ judged_minutes: expect.any(Number), breach_minutes: expect.any(Number) });
  expect(await service.stop()).toBe(0);
  const connection = await (await DuckDBInstance.create(join(example.home, 'qss.duckdb'))).connect();
  const rows = (await connection.runAndReadAll('SELECT id FROM qss_samples')).getRowObjectsJS();
  connection.closeSync();
  expect(idsOf(rows.map(({ id }) => ({ id: String(id) })))).toEqual(idsOf(batch.samples));
});
