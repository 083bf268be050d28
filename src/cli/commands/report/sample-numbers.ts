import { emptySample } from '../../../generated/sample.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric } from '../../../quality/reading.js';
import type { Participation } from '../../../report/index.js';
import type { Item, ReportSample } from '../../../report/records.js';
import { METRICS } from '../../../samples/fields.js';

/** The texts of a sample that the report reads, which many samples have in common. */
const KIND_TEXTS = [
  'source',
  'span',
  'type',
  'media',
  'direction',
  'path',
  'quality',
  'network',
  'notification',
] as const;

/** What many samples have in common. */
export type SampleKind = Pick<ReportSample, (typeof KIND_TEXTS)[number]>;

export function sampleKindOf(sample: SampleKind): SampleKind {
  const { source, span, type, media, direction, path, quality, network, notification } = sample;
  return { source, span, type, media, direction, path, quality, network, notification };
}

export function isSameKind(a: SampleKind, b: SampleKind): boolean {
  return KIND_TEXTS.every((name) => a[name] === b[name]);
}

/** Metrics with three bounds, and those that are one number. */
const BOUNDED = JUDGED_METRIC_NAMES.filter((metric) => metric in METRICS) as (keyof typeof METRICS)[];
const SINGLE = JUDGED_METRIC_NAMES.filter((metric) => !(metric in METRICS)) as Exclude<
  JudgedMetric,
  keyof typeof METRICS
>[];

/** How many values of a head are bits: one for each number that a sample can have. */
export const BITS = 2 ** (3 + BOUNDED.length * 3 + SINGLE.length);

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

/** How many numbers the bits say there are. */
export function countNumbers(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** When the event of packed numbers, which begin at an index, was made. */
export function eventTimeIn(bits: number, numbers: Float64Array, from: number): number | null {
  return (bits & 2) === 0 ? null : (numbers[from + (bits & 1)] as number);
}

/** Makes a sample of its kind and its numbers, which begin at an index. Bounds of which none was sent are null. */
export function unpackItem(
  kind: SampleKind,
  bits: number,
  numbers: Float64Array,
  from: number,
  { conference, known }: Pick<Participation, 'conference' | 'known'>,
): Item {
  let at = from;
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
