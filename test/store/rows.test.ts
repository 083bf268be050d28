import { describe, expect, it } from 'vitest';
import { conferenceKey, participantKey, type QosSample, toRow } from 'zoom-qss';
import { recordsOf, rowsIn } from '../../src/store/rows.js';
import { mixedBatch } from './batches.js';

const { samples, snapshots } = mixedBatch(1);

describe('rowsIn', () => {
  it('has the cells of toRow in their order, then both keys', () => {
    const [sample] = samples;
    const [snapshot] = snapshots;
    if (sample === undefined || snapshot === undefined) throw new Error('A record is missing.');
    const records = recordsOf({ samples: [sample], snapshots: [snapshot] });
    for (const [record, ofTable] of [
      [sample, records.samples],
      [snapshot, records.snapshots],
    ] as const)
      expect([...rowsIn(ofTable)].map((cells) => cells.slice(0, -2))).toEqual([
        [...Object.values(toRow(record)), conferenceKey(record), participantKey(record)],
      ]);
  });

  it.each([
    ['no conference', { conference: undefined }],
    ['no participant', { participant: undefined }],
    ['no type', { type: undefined }],
  ])('rejects a sample that has %s', (_, without) => {
    // Untyped callers may pass anything.
    const sample = { ...samples[0], ...without } as unknown as QosSample;
    expect(() => [...rowsIn(recordsOf({ samples: [sample] }).samples)]).toThrow(
      expect.objectContaining({ code: 'argument_invalid' }),
    );
  });
});
