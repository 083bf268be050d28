import { JUDGED_METRICS } from '../generated/metrics.js';
import type { Bounds, QosSample } from '../samples/index.js';

/** The numbers of a sample that can be judged: its measured metrics, and the scores Zoom gives. */
export type JudgedMetric = keyof typeof JUDGED_METRICS;

/** As much of a sample as can be judged. */
export type Judged = Pick<QosSample, JudgedMetric>;

/** Which of a sample's numbers a judgement rests on; `value` where there is but one, as for `mos`. */
export type Statistic = 'min' | 'avg' | 'max' | 'value';

/** One number out of a sample, and which it is. */
export interface Reading {
  readonly statistic: Statistic;
  readonly value: number;
}

/** Every metric that can be judged, in the order of a sample's fields. */
export const JUDGED_METRIC_NAMES = /* @__PURE__ */ Object.keys(JUDGED_METRICS) as JudgedMetric[];

/** Whether a metric is worse the higher or the lower it is. */
export function worseWhen(metric: JudgedMetric): 'higher' | 'lower' {
  return JUDGED_METRICS[metric].worse;
}

/** The number that a metric is judged by: its average, or its worse bound where no average was sent. */
export function readingOf(sample: Judged, metric: JudgedMetric): Reading | null {
  const measured: Bounds | number | null = sample[metric];
  if (measured === null) return null;
  if (typeof measured === 'number') return { statistic: 'value', value: measured };
  if (measured.avg !== null) return { statistic: 'avg', value: measured.avg };
  const worst = worseWhen(metric) === 'higher' ? 'max' : 'min';
  const value = measured[worst];
  return value === null ? null : { statistic: worst, value };
}
