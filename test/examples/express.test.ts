import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Example, installExample } from './example.js';
import { sendTraffic } from './traffic.js';

let example: Example;
beforeAll(async () => {
  example = await installExample('express', inject('tarball'));
});
afterAll(() => example.remove());

it('examples/express handles every event of a simulated meeting, and ends on SIGTERM', async () => {
  const service = await example.start();
  const { bodies } = await sendTraffic(service.url);
  const readings = bodies.filter((body) => body.includes('"meeting.participant_qos"'));
  expect(await service.stop()).toBe(0);
  expect(service.lines()).toHaveLength(readings.length);
});
