import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzz, VARIANTS } from './fuzz.js';
import { TARGETS, type TargetName } from './targets.js';

// The keys of the table.
const names = Object.keys(TARGETS) as TargetName[];
const seed = fc.readConfigureGlobal().seed ?? 1;

it.each(names)('%s: 500 cases hold', async (target) => {
  const { cases, failures } = await fuzz({ targets: [target], seed, cases: 500 });
  expect(failures.map(({ report }) => report)).toEqual([]);
  expect(cases.get(target)).toBe(500);
  expect(VARIANTS).toBe(100);
});
