import { describe, expect, it } from 'vitest';
import { ArgumentError, createRollup, PRESETS } from 'zoom-qss/quality';
import { NOBODY, NOWHERE } from '../samples/given.js';
import { avg, sampleOf } from './samples.js';

const { thresholds } = PRESETS.zoom;

describe('createRollup', () => {
  it('counts by stream, participant and conference', () => {
    const rollup = createRollup({ thresholds });
    const bob = { ...NOBODY, id: '2', userId: null, name: 'Bob', email: null, role: null };
    rollup.add(sampleOf({ type: 'audio_input', latencyMs: avg(100) }));
    rollup.add(sampleOf({ type: 'audio_input', latencyMs: avg(200) }));
    rollup.add(sampleOf({ type: 'video_input', latencyMs: avg(300) }));
    rollup.add(sampleOf({ participant: bob, latencyMs: avg(20) }));

    expect(
      rollup.streams().map(({ participant, type, samples }) => [participant.name, type, samples]),
    ).toEqual([
      ['Ada', 'audio_input', 2],
      ['Ada', 'video_input', 1],
      ['Bob', 'audio_input', 1],
    ]);
    expect(
      rollup.participants().map(({ participant, breachShare }) => [participant.name, breachShare]),
    ).toEqual([
      ['Ada', 2 / 3],
      ['Bob', 0],
    ]);
    expect(rollup.conferences()).toMatchObject([
      {
        conference: { ...NOWHERE, uuid: 'uuid==' },
        samples: 4,
        judged: 4,
        breachShare: 0.5,
        breachShares: { latencyMs: 0.5 },
      },
    ]);
  });

  it('gives mean, percentiles and extremes, and takes extremes from the bounds that were sent', () => {
    const rollup = createRollup();
    for (let value = 1; value <= 100; value += 1)
      rollup.add(sampleOf({ latencyMs: { min: value / 2, avg: value, max: value * 2 } }));
    const { latencyMs } = rollup.streams()[0]?.metrics ?? {};
    expect(latencyMs).toMatchObject({ count: 100, min: 0.5, avg: 50.5, max: 200 });
    expect(Math.abs((latencyMs?.p50 ?? 0) / 50 - 1)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((latencyMs?.p95 ?? 0) / 95 - 1)).toBeLessThanOrEqual(0.01);
  });

  it('takes samples with nothing to judge out of the share of time in breach', () => {
    const rollup = createRollup({ thresholds });
    rollup.add(sampleOf({ lossPercent: avg(9), latencyMs: avg(10) }));
    rollup.add(sampleOf({ lossPercent: avg(0) }));
    rollup.add(sampleOf({}));
    expect(rollup.conferences()[0]).toMatchObject({
      samples: 3,
      judged: 2,
      breachShare: 0.5,
      breachShares: { lossPercent: 0.5, latencyMs: 0 },
    });
  });

  it('says null, not 0, where nothing was judged', () => {
    const rollup = createRollup();
    rollup.add(sampleOf({ latencyMs: avg(10) }));
    expect(rollup.conferences()[0]).toMatchObject({ judged: 0, breachShare: null, breachShares: {} });
  });

  it('passes on the scores Zoom gives', () => {
    const rollup = createRollup();
    rollup.add(sampleOf({ qualityScore: 4 }));
    rollup.add(sampleOf({ qualityScore: 3 }));
    expect(rollup.streams()[0]?.metrics).toEqual({
      qualityScore: { count: 2, min: 3, avg: 3.5, p50: expect.closeTo(3, 1), p95: 4, max: 4 },
    });
  });

  it('never mixes intervals with the summaries that repeat them', () => {
    const intervals = createRollup();
    const summaries = createRollup({ span: 'summary' });
    const [interval, summary] = [sampleOf({}), sampleOf({ span: 'summary' })];
    expect([intervals.add(interval), intervals.add(summary)]).toEqual([true, false]);
    expect([summaries.add(interval), summaries.add(summary)]).toEqual([false, true]);
    expect(intervals.streams()).toHaveLength(1);
  });

  it('tells two instances of one meeting number apart, and two accounts that share a number', () => {
    const rollup = createRollup();
    for (const uuid of ['one', 'two'])
      rollup.add(sampleOf({ conference: { ...NOWHERE, uuid, id: '9', name: null } }));
    for (const accountId of ['a', 'b'])
      rollup.add(sampleOf({ accountId, conference: { ...NOWHERE, uuid: null, id: '9', name: null } }));
    expect(rollup.conferences()).toHaveLength(4);
  });

  it('tells the two sides of a call apart', () => {
    const rollup = createRollup();
    for (const role of ['caller', 'callee'])
      rollup.add(
        sampleOf({ participant: { ...NOBODY, id: '7', userId: null, name: null, email: null, role } }),
      );
    expect(rollup.participants()).toHaveLength(2);
  });

  it('forgets the longest silent when there are too many, and says how many', () => {
    const rollup = createRollup({ maxGroups: 2 });
    const to = (uuid: string) =>
      rollup.add(sampleOf({ conference: { ...NOWHERE, uuid, id: null, name: null } }));
    for (const uuid of ['first', 'second', 'first', 'third']) to(uuid);
    expect(rollup.conferences().map(({ conference }) => conference.uuid)).toEqual(['first', 'third']);
    expect(rollup.forgotten).toBe(3);
  });

  it('refuses options that cannot be used', () => {
    expect(() => createRollup({ maxGroups: 0 })).toThrow(ArgumentError);
    expect(() => createRollup({ maxGroups: Number.NaN })).toThrow(ArgumentError);
    expect(() => createRollup({ span: 'minute' as 'interval' })).toThrow(ArgumentError);
    expect(() => createRollup({ thresholds: { jitterMs: Number.NaN } })).toThrow(ArgumentError);
  });
});
