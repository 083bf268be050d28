import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent, type QosEvent, type QosSample, toSamples } from 'zoom-qss';
import {
  headOf,
  headsIn,
  kindIn,
  packNumbers,
  unpackItem,
} from '../../../../src/cli/commands/report/sample-numbers.js';
import { JUDGED_METRIC_NAMES } from '../../../../src/quality/reading.js';
import type { Item, ReportSample } from '../../../../src/report/records.js';
import { METRICS } from '../../../../src/samples/fields.js';
import { nothingKnown } from '../../../../src/samples/known.js';
import { QSS_EXAMPLES } from '../../../events/documented.js';

const [SAMPLE] = toSamples(
  parseEvent(JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos'))) as QosEvent,
).samples as [QosSample];
const { product } = SAMPLE;
const WHOSE = {
  conference: { key: '', product, known: nothingKnown(SAMPLE.conference) },
  known: nothingKnown(SAMPLE.participant),
};

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const numberOrNull = fc.option(number);
const bounds = fc
  .record({ min: numberOrNull, avg: numberOrNull, max: numberOrNull })
  .filter(({ min, avg, max }) => min !== null || avg !== null || max !== null);
const metrics = fc.record(
  Object.fromEntries(
    JUDGED_METRIC_NAMES.map((name) => [name, name in METRICS ? fc.option(bounds) : numberOrNull]),
  ),
);
const items = fc
  .record({
    ordinal: fc.integer({ min: 0, max: 999_999_999 }),
    measuredAtMs: numberOrNull,
    eventAtMs: numberOrNull,
    metrics,
  })
  // The record has every metric.
  .map(
    ({ ordinal, metrics, ...times }): Item => ({
      ordinal,
      sample: { ...SAMPLE, ...times, ...metrics } as ReportSample,
    }),
  );

const read = ({ ordinal, sample }: Item) => [
  ordinal,
  sample.measuredAtMs,
  sample.eventAtMs,
  ...JUDGED_METRIC_NAMES.map((name) => sample[name]),
];

describe('numbers of samples', () => {
  it('come back as they were, with any of them missing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(items, fc.nat(1_000_000)), { maxLength: 5 }), (given) => {
        const numbers: number[] = [];
        for (const [item, kind] of given) {
          const at = numbers.push(0) - 1;
          numbers[at] = headOf(kind, packNumbers(item, numbers));
        }
        const packed = Float64Array.from(numbers);
        const heads = [...headsIn(packed)];
        expect(heads.map((head) => kindIn(packed[head] ?? 0))).toEqual(given.map(([, kind]) => kind));
        const found = heads.map((head) => read(unpackItem(packed, head, SAMPLE, WHOSE)));
        expect(found).toEqual(given.map(([item]) => read(item)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('come back if a sample has them all', () => {
    const all = Object.fromEntries(
      JUDGED_METRIC_NAMES.map((name, index) => [
        name,
        name in METRICS ? { min: index, avg: index + 0.5, max: -0 } : index,
      ]),
    );
    const item: Item = { ordinal: 3, sample: { ...SAMPLE, measuredAtMs: 1, eventAtMs: 2, ...all } };
    const numbers = [0];
    numbers[0] = headOf(5, packNumbers(item, numbers));
    const packed = Float64Array.from(numbers);
    expect(read(unpackItem(packed, 0, SAMPLE, WHOSE))).toEqual(read(item));
    expect(kindIn(packed[0] ?? 0)).toBe(5);
  });
});
