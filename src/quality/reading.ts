import type { Bounds, QosSample } from '../samples/index.js';

/** The numbers of a sample that can be judged: its measured metrics, and the scores Zoom gives. */
export type JudgedMetric =
  | 'latencyMs'
  | 'jitterMs'
  | 'lossPercent'
  | 'bitrateKbps'
  | 'frameRateFps'
  | 'zoomCpuPercent'
  | 'systemCpuPercent'
  | 'rssiDbm'
  | 'mos'
  | 'qualityScore';

/** As much of a sample as can be judged. */
export type Judged = Pick<QosSample, JudgedMetric>;

/** Which of a sample's numbers a judgement rests on; `value` where there is but one, as for `mos`. */
export type Statistic = 'min' | 'avg' | 'max' | 'value';

/** One number out of a sample, and which it is. */
export interface Reading {
  readonly statistic: Statistic;
  readonly value: number;
}

/** Whether a metric is worse the higher or the lower it is. */
export const WORSE: Readonly<Record<JudgedMetric, 'higher' | 'lower'>> = {
  latencyMs: 'higher',
  jitterMs: 'higher',
  lossPercent: 'higher',
  bitrateKbps: 'lower',
  frameRateFps: 'lower',
  zoomCpuPercent: 'higher',
  systemCpuPercent: 'higher',
  rssiDbm: 'lower',
  mos: 'lower',
  qualityScore: 'lower',
};

/** Every metric that can be judged, in order. */
export const JUDGED_METRICS = /* @__PURE__ */ Object.keys(WORSE) as JudgedMetric[];

/** The number that a metric is judged by: its average, or its worse bound where no average was sent. */
export function readingOf(sample: Judged, metric: JudgedMetric): Reading | null {
  const measured: Bounds | number | null = sample[metric];
  if (measured === null) return null;
  if (typeof measured === 'number') return { statistic: 'value', value: measured };
  if (measured.avg !== null) return { statistic: 'avg', value: measured.avg };
  const worst = WORSE[metric] === 'higher' ? 'max' : 'min';
  const value = measured[worst];
  return value === null ? null : { statistic: worst, value };
}
