import { describe, expect, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import { createRollup } from 'zoom-qss/quality';
import { Latest } from '../../src/quality/latest.js';
import { at, avg, NINE, sampleOf, who } from './samples.js';

const HOUR = 3_600_000;

function latestOf(sample: QosSample): Latest<string> {
  const latest = new Latest<string>();
  latest.set(sample, 'owner');
  return latest;
}

describe('Latest', () => {
  it('has the owner of a sample that says the same of who, where and when', () => {
    const latest = latestOf(sampleOf({}));
    expect(latest.ownerOf(sampleOf({ type: 'video_input', latencyMs: avg(5), id: 'other' }))).toBe('owner');
    latest.forget();
    expect(latest.ownerOf(sampleOf({}))).toBeUndefined();
  });

  it.each<Partial<QosSample>>([
    { eventAtMs: NINE },
    { eventAtMs: null },
    { product: 'webinar' },
    { accountId: 'other' },
    { conference: at({ uuid: 'uuid==', id: '1' }) },
    { participant: who({ id: '16778240', userId: 'user', name: 'Ada', ordinal: 1 }) },
    { participant: { ...sampleOf({}).participant, note: 1 } as QosSample['participant'] },
    { participant: { id: '16778240', userId: 'user', name: 'Ada' } as QosSample['participant'] },
  ])('has none for a sample that differs: %j', (more) => {
    expect(latestOf(sampleOf({})).ownerOf(sampleOf(more))).toBeUndefined();
    expect(latestOf(sampleOf(more)).ownerOf(sampleOf({}))).toBeUndefined();
  });

  it('has none for another field in place of one that is undefined', () => {
    const said = (participant: object) => sampleOf({ participant: participant as QosSample['participant'] });
    expect(
      latestOf(said({ id: '1', name: undefined })).ownerOf(said({ id: '1', email: 'e' })),
    ).toBeUndefined();
  });

  it('has none for a sample that the caller changed since', () => {
    const sample = sampleOf({ participant: who({ id: '1' }) });
    const latest = latestOf(sample);
    Object.assign(sample.participant, { id: '2' });
    expect(latest.ownerOf(sample)).toBeUndefined();
  });
});

describe('a rollup', () => {
  it('counts the next reading of a person whose earlier ones no longer count', () => {
    const rollup = createRollup({ lastMinutes: 30 });
    for (const hours of [0, 2])
      rollup.add(sampleOf({ measuredAtMs: NINE + hours * HOUR, eventAtMs: null, latencyMs: avg(1) }));
    expect(rollup.participants()).toMatchObject([{ samples: 1, participant: { name: 'Ada' } }]);
  });

  it('counts the next reading of a person whom it forgot as it was merged', () => {
    const rollup = createRollup({ maxGroups: 1 });
    const other = createRollup({ maxGroups: 1 });
    const ada = (minute: number) => sampleOf({ measuredAtMs: NINE + minute * 60_000, latencyMs: avg(1) });
    rollup.add(ada(0));
    other.add(sampleOf({ participant: who({ id: '2', name: 'Bob' }), latencyMs: avg(1) }));
    rollup.merge(other);
    rollup.add(ada(1));
    expect(rollup.participants()).toMatchObject([{ samples: 1, participant: { name: 'Ada' } }]);
  });
});
