import { expect, it } from 'vitest';
import { createSimulator } from 'zoom-qss/testing';
import { Speedometer } from '../../../../src/cli/commands/simulate/speedometer.js';

const DELIVERIES = [...createSimulator({ seed: 1, minutes: 3, participants: 2 })];
const SIMULATED_MS = Number(DELIVERIES.at(-1)?.atMs) - Number(DELIVERIES[0]?.atMs);

it('measures from the first delivery, however long the validation of the URL took', () => {
  let nowMs = 5_000;
  const speedometer = new Speedometer(() => nowMs);
  const passed: unknown[] = [];
  for (const delivery of speedometer.pass(DELIVERIES)) {
    passed.push(delivery);
    nowMs = 5_000 + (passed.length / DELIVERIES.length) * 1_000;
  }
  expect(passed).toEqual(DELIVERIES);
  expect(speedometer.speed).toBe(SIMULATED_MS / 1_000);
});

it('has no speed if the sender stopped at the first delivery', () => {
  const speedometer = new Speedometer();
  for (const _ of speedometer.pass(DELIVERIES)) break;
  expect(speedometer.speed).toBeUndefined();
});
