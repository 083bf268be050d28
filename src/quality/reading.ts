import { ArgumentError } from '../errors.js';
import { JUDGED_METRICS } from '../generated/metrics.js';
import type { Bounds, QosSample } from '../samples/index.js';

/** The numbers of a sample that can be judged: its measured metrics, and the scores Zoom gives. */
export type JudgedMetric = keyof typeof JUDGED_METRICS;

/** As much of a sample as can be judged. */
export type Judged = Pick<QosSample, JudgedMetric>;

/** Which of a sample's numbers a judgement rests on; `value` where there is only one, as for `mos`. */
export type Statistic = 'min' | 'avg' | 'max' | 'value';

/** One number out of a sample, and which it is. */
export interface JudgedNumber {
  readonly statistic: Statistic;
  readonly value: number;
}

/** Every metric that can be judged, in the order of a sample's fields. */
export const JUDGED_METRIC_NAMES = /* @__PURE__ */ Object.keys(JUDGED_METRICS) as JudgedMetric[];

/** Whether a metric is worse the higher or the lower it is. */
export function worseWhen(metric: JudgedMetric): 'higher' | 'lower' {
  return JUDGED_METRICS[metric].worse;
}

/**
 * The number that a metric is judged by: its average, or its worse bound where no average was sent.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but finite numbers
 */
export function judgedNumberOf(sample: Judged, metric: JudgedMetric): JudgedNumber | null {
  // Samples of untyped code may lack a metric.
  const measured: Bounds | number | null | undefined = sample[metric];
  if (measured === null || measured === undefined) return null;
  if (typeof measured === 'number') return checked({ statistic: 'value', value: measured }, metric);
  if (measured.avg !== null) return checked({ statistic: 'avg', value: measured.avg }, metric);
  const worst = worstBound(metric);
  const value = measured[worst];
  return value === null ? null : checked({ statistic: worst, value }, metric);
}

function worstBound(metric: JudgedMetric): 'min' | 'max' {
  return worseWhen(metric) === 'higher' ? 'max' : 'min';
}

function checked(reading: JudgedNumber, metric: JudgedMetric): JudgedNumber {
  checkNumber(reading.value, metric);
  return reading;
}

/** What a sample says of one metric. */
export interface Measurement {
  readonly metric: JudgedMetric;
  /** The number it is judged by; `null` where only the better bound was sent. */
  readonly value: number | null;
  /** The lowest and the highest number sent. */
  readonly lowest: number;
  readonly highest: number;
}

/** @throws {ArgumentError} `argument_invalid`, for a metric that holds something else than finite numbers */
export function measurementsOf(sample: Judged): Measurement[] {
  const measurements: Measurement[] = [];
  for (const metric of JUDGED_METRIC_NAMES) {
    // Samples of untyped code may lack a metric.
    const sent: Bounds | number | null | undefined = sample[metric];
    if (sent === null || sent === undefined) continue;
    if (typeof sent === 'number') {
      checkNumber(sent, metric);
      measurements.push({ metric, value: sent, lowest: sent, highest: sent });
      continue;
    }
    let lowest = Infinity;
    let highest = -Infinity;
    for (const number of [sent.min, sent.avg, sent.max]) {
      if (number === null) continue;
      checkNumber(number, metric);
      lowest = Math.min(lowest, number);
      highest = Math.max(highest, number);
    }
    if (lowest <= highest)
      measurements.push({ metric, value: sent.avg ?? sent[worstBound(metric)], lowest, highest });
  }
  return measurements;
}

/** @throws {ArgumentError} `argument_invalid`, for anything but a finite number */
export function checkNumber(value: unknown, metric: JudgedMetric): void {
  if (!Number.isFinite(value)) throw new ArgumentError(`sample.${metric}`, 'finite numbers, or null');
}
