import { emptySample } from '../../../generated/sample.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric } from '../../../quality/reading.js';
import type { Participation } from '../../../report/index.js';
import type { Item } from '../../../report/records.js';
import { METRICS } from '../../../samples/fields.js';
import type { SampleKind } from './sample-kinds.js';

/** Metrics with three bounds, and those that are one number. */
const BOUNDED = JUDGED_METRIC_NAMES.filter((metric) => metric in METRICS) as (keyof typeof METRICS)[];
const SINGLE = JUDGED_METRIC_NAMES.filter((metric) => !(metric in METRICS)) as Exclude<
  JudgedMetric,
  keyof typeof METRICS
>[];

/** How many different bits there are: one bit for each number that a sample can have. */
const BITS = 2 ** (3 + BOUNDED.length * 3 + SINGLE.length);

/** What stands before the numbers of a sample: the index of its kind, and which numbers follow. */
export function headOf(kind: number, bits: number): number {
  return kind * BITS + bits;
}

export function kindIn(head: number): number {
  return Math.floor(head / BITS);
}

/**
 * Appends the numbers of a sample that are not null, its ordinal among them if it is not 0.
 *
 * @returns which they are, as bits
 */
export function packNumbers({ ordinal, sample }: Item, numbers: number[]): number {
  let bits = 0;
  let bit = 1;
  const add = (value: number | null): void => {
    if (value !== null) {
      numbers.push(value);
      bits |= bit;
    }
    bit <<= 1;
  };
  add(sample.measuredAtMs);
  add(sample.eventAtMs);
  add(ordinal === 0 ? null : ordinal);
  for (const metric of BOUNDED) {
    const bounds = sample[metric];
    if (bounds === null) {
      bit <<= 3;
      continue;
    }
    add(bounds.min);
    add(bounds.avg);
    add(bounds.max);
  }
  for (const metric of SINGLE) add(sample[metric]);
  return bits;
}

/** How many numbers follow a head. */
export function countNumbers(head: number): number {
  let count = 0;
  for (let left = head % BITS; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** When the event of a sample was made. */
export function eventTimeIn(numbers: Float64Array, head: number): number | null {
  // The head holds the bits as its remainder, since there are no more than 31.
  const bits = (numbers[head] as number) % BITS;
  return (bits & 2) === 0 ? null : (numbers[head + 1 + (bits & 1)] as number);
}

/** The indexes of the heads of samples, one after the other. */
export function* headsIn(numbers: Float64Array): Generator<number, void, undefined> {
  for (let at = 0; at < numbers.length; at += 1 + countNumbers(numbers[at] as number)) yield at;
}

/** Makes a sample of its kind and its numbers, whose head is at an index. Bounds of which none was sent are null. */
export function unpackItem(
  numbers: Float64Array,
  head: number,
  kind: SampleKind,
  { conference, known }: Pick<Participation, 'conference' | 'known'>,
): Item {
  const bits = (numbers[head] as number) % BITS;
  let at = head + 1;
  let bit = 1;
  const next = (): number | null => {
    const isThere = (bits & bit) !== 0;
    bit <<= 1;
    // The bits say how many there are.
    return isThere ? (numbers[at++] as number) : null;
  };
  const measuredAtMs = next();
  const { product } = conference;
  const origin = { source: kind.source, span: kind.span, product, accountId: null, eventAtMs: next() };
  const who = { conference: conference.known.value, participant: known.value };
  const ordinal = next() ?? 0;
  const sample = emptySample(origin, who, kind, '', measuredAtMs);
  sample.quality = kind.quality;
  sample.network = kind.network;
  sample.notification = kind.notification;
  for (const metric of BOUNDED) {
    if ((bits & (bit * 7)) === 0) bit <<= 3;
    else sample[metric] = { min: next(), avg: next(), max: next() };
  }
  for (const metric of SINGLE) sample[metric] = next();
  return { ordinal, sample };
}
