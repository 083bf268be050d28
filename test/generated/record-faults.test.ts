import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleFault, snapshotFault } from '../../src/generated/record-faults.js';
import { changed, plainFault, samples, snapshots } from './plain-fault.js';

describe.each([
  ['sample', sampleFault, samples],
  ['snapshot', snapshotFault, snapshots],
] as const)('the fault of a %s', (kind, faultOf, records) => {
  it('is none in what the library makes, nor in fields of other names', () => {
    expect(records.length).toBeGreaterThan(3);
    for (const record of records) expect(faultOf({ ...record, note: {} })).toBeUndefined();
  });

  it('is that of nearly every field in turn, in records that were changed', () => {
    const names = new Set<string | undefined>();
    for (const record of fc.sample(changed(records), { numRuns: 5_000, seed: 1 })) {
      expect(faultOf(record)).toBe(plainFault(record, kind));
      names.add(faultOf(record));
    }
    expect(names.size).toBeGreaterThan(20);
  });
});

it('names the first of several wrong fields', () => {
  const [sample = {}] = samples;
  expect(sampleFault({ ...sample, mos: '4.2', latencyMs: 12, type: undefined })).toBe('type');
});
