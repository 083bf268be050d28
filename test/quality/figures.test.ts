import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import { createRollup, type Rollup, type RollupOptions, rollupFromJSON } from 'zoom-qss/quality';
import { disturbed, liveSamples, summaries, THRESHOLDS } from './arbitrary-samples.js';
import { differences, keyOf, type Level, naiveReadings, naiveStays } from './naive.js';

/** For hours of samples: shrinking them would take minutes. */
const LONG = { numRuns: 8, endOnFailure: true };

const LEVELS: readonly Level[] = ['conferences', 'participants', 'streams'];

function rolledUp(samples: readonly QosSample[], options: RollupOptions = {}): Rollup {
  const rollup = createRollup({ thresholds: THRESHOLDS, ...options });
  for (const sample of samples) rollup.add(sample);
  return rollup;
}

/** Where a rollup differs from what the samples say, worked out naively. */
function wrongIn(
  rollup: Rollup,
  samples: readonly QosSample[],
  span: QosSample['span'] = 'interval',
): string[] {
  return LEVELS.flatMap((level) => {
    const naive = (span === 'interval' ? naiveReadings : naiveStays)(samples, THRESHOLDS, level);
    const all = rollup[level]();
    const count = all.length === naive.size ? [] : [`there are ${all.length} ${level}, not ${naive.size}`];
    const unit = span === 'interval' ? 'Ms' : 'Stays';
    return [
      ...count,
      ...all.flatMap((figures) => differences(figures, naive.get(keyOf(level, figures)), unit)),
    ];
  });
}

/** Sorts the samples by time, then moves each by a few places. */
const outOfOrder = (samples: readonly QosSample[], places: number, random: () => number) =>
  samples
    .map((sample) => ({ sample, at: (sample.measuredAtMs ?? 0) + random() * places * 60_000 }))
    .sort((a, b) => a.at - b.at)
    .map(({ sample }) => sample);

describe('the figures of live readings', () => {
  it('are the naive ones, in any order of arrival, with jitter, gaps and repeats', () => {
    fc.assert(
      fc.property(disturbed(liveSamples(12)), ({ tidy, untidy }) => {
        expect(wrongIn(rolledUp(untidy), tidy)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('are the naive ones over hours, of samples that come up to ten minutes late', () => {
    fc.assert(
      fc.property(
        liveSamples(90, 70),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (tidy, stream) => {
          const random = () => Number(stream.next().value);
          const rollup = rolledUp(outOfOrder(tidy, 10, random));
          expect(wrongIn(rollup, tidy)).toEqual([]);
          expect(rollup.participants().map(({ late }) => late)).not.toContainEqual(
            expect.toSatisfy((late) => late > 0),
          );
        },
      ),
      LONG,
    );
  });

  it('are the same after they were given up as JSON and taken in again, at any moment', () => {
    fc.assert(
      fc.property(disturbed(liveSamples(12)), fc.nat(100), ({ tidy, untidy }, moment) => {
        const before = rolledUp(untidy.slice(0, moment));
        const after = rollupFromJSON(JSON.parse(JSON.stringify(before)));
        for (const sample of untidy.slice(moment)) after.add(sample);
        expect(wrongIn(after, tidy)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('are those of all samples when parts are merged, however they were dealt out', () => {
    fc.assert(
      fc.property(disturbed(liveSamples(12)), fc.infiniteStream(fc.boolean()), ({ tidy }, sides) => {
        const [one, other]: [QosSample[], QosSample[]] = [[], []];
        for (const sample of tidy) (sides.next().value ? one : other).push(sample);
        const merged = rolledUp(one);
        const rest = rolledUp(other);
        const before = JSON.stringify(rest);
        merged.merge(rest);
        expect(wrongIn(merged, tidy)).toEqual([]);
        expect(JSON.stringify(rest)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });

  it('are those of all samples when the parts are earlier and later ones, in either order', () => {
    fc.assert(
      fc.property(
        liveSamples(90, 70),
        fc.integer({ min: 30, max: 60 }),
        fc.boolean(),
        (tidy, percent, swap) => {
          const times = tidy.map(({ measuredAtMs }) => measuredAtMs ?? 0).sort((a, b) => a - b);
          const cut = times[Math.floor((percent / 100) * times.length)] ?? 0;
          const parts = [
            tidy.filter(({ measuredAtMs }) => (measuredAtMs ?? 0) < cut),
            tidy.filter(({ measuredAtMs }) => (measuredAtMs ?? 0) >= cut),
          ];
          const [one = [], other = []] = swap ? parts.reverse() : parts;
          const merged = rolledUp(one);
          merged.merge(rolledUp(other));
          expect(wrongIn(merged, tidy)).toEqual([]);
        },
      ),
      LONG,
    );
  });

  it('with lastMinutes are those of the samples since sinceMs', () => {
    fc.assert(
      fc.property(disturbed(liveSamples(12)), ({ tidy, untidy }) => {
        const rollup = rolledUp(untidy, { lastMinutes: 10 });
        const since = rollup.sinceMs ?? 0;
        const recent = tidy.filter(({ measuredAtMs }) => (measuredAtMs ?? 0) >= since);
        expect(wrongIn(rollup, recent)).toEqual([]);
        expect(wrongIn(rollupFromJSON(rollup.toJSON()), recent)).toEqual([]);
        const newest = Math.max(...tidy.map(({ measuredAtMs }) => measuredAtMs ?? 0));
        if (tidy.length > 0) expect(newest - since).toBeGreaterThanOrEqual(9 * 60_000);
        if (tidy.length > 0) expect(newest - since).toBeLessThan(10 * 60_000);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the figures of summaries', () => {
  it('are the naive ones: each stay once, in any order of arrival, with repeats', () => {
    fc.assert(
      fc.property(disturbed(summaries), ({ tidy, untidy }) => {
        const rollup = rolledUp(untidy, { span: 'summary' });
        expect(wrongIn(rollup, tidy, 'summary')).toEqual([]);
        expect(wrongIn(rollupFromJSON(rollup.toJSON()), tidy, 'summary')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('are those of all samples when parts are merged, also where both have one', () => {
    fc.assert(
      fc.property(disturbed(summaries), fc.nat(40), ({ tidy }, cut) => {
        const merged = rolledUp(tidy.slice(0, cut), { span: 'summary' });
        merged.merge(rolledUp(tidy.slice(cut), { span: 'summary' }));
        merged.merge(rolledUp(tidy.slice(cut), { span: 'summary' }));
        expect(wrongIn(merged, tidy, 'summary')).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
