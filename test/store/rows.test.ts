import { describe, expect, it } from 'vitest';
import { conferenceKey, participantKey, type QosSample, toRow } from 'zoom-qss';
import { rowsOf } from '../../src/store/rows.js';
import { mixedBatch } from './batches.js';

const { samples, snapshots } = mixedBatch(1);

describe('rowsOf', () => {
  it('has the cells of toRow in their order, then both keys', () => {
    const [sample] = samples;
    const [snapshot] = snapshots;
    if (sample === undefined || snapshot === undefined) throw new Error('A record is missing.');
    const rows = rowsOf({ samples: [sample], snapshots: [snapshot] });
    for (const [record, cells] of [
      [sample, rows.samples[0]],
      [snapshot, rows.snapshots[0]],
    ] as const)
      expect(cells?.slice(0, -2)).toEqual([
        ...Object.values(toRow(record)),
        conferenceKey(record),
        participantKey(record),
      ]);
  });

  it.each([
    ['no conference', { conference: undefined }],
    ['no participant', { participant: undefined }],
    ['no type', { type: undefined }],
  ])('rejects a sample that has %s', (_, without) => {
    // Untyped callers may pass anything.
    const sample = { ...samples[0], ...without } as unknown as QosSample;
    expect(() => rowsOf({ samples: [sample] })).toThrow(
      expect.objectContaining({ code: 'argument_invalid' }),
    );
  });
});
