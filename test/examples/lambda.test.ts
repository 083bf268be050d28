import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createSimulator } from 'zoom-qss/testing';
import { run } from '../../scripts/package/run.js';
import { type Example, installExample } from './example.js';

let example: Example;
beforeAll(async () => {
  example = await installExample('lambda', inject('tarball'));
});
afterAll(() => example.remove());

it('examples/lambda answers 200 to every event of a simulated meeting that it sends itself', async () => {
  const output = await run('npm', ['start', '--silent'], example.home);
  const lines = output.trim().split('\n');
  const events = [...createSimulator({ scenario: 'quiet-office', minutes: 2 })];
  expect(lines.slice(0, -1).sort()).toEqual(events.map(({ event }) => event?.event ?? '').sort());
  expect(lines.at(-1)).toBe(`answers by status { '200': ${events.length} }`);
});

it('examples/lambda refuses an event that nobody signed', async () => {
  const { handler } = await import(join(example.home, 'dist/handler.js'));
  const event = { httpMethod: 'POST', path: '/', headers: {}, body: '{}', isBase64Encoded: false };
  expect((await handler(event)).statusCode).toBe(401);
});
