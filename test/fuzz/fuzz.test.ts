import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzz } from './fuzz.js';
import { TARGETS, type TargetName } from './targets.js';

// The keys of the table.
const names = Object.keys(TARGETS) as TargetName[];

it.each(names)('%s: 300 cases hold', async (target) => {
  const { cases, failures } = await fuzz({
    targets: [target],
    seed: fc.readConfigureGlobal().seed ?? 1,
    ms: 0,
  });
  expect(failures.map(({ report }) => report)).toEqual([]);
  expect(cases.get(target)).toBe(300);
});
