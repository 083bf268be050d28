import { checkJudged } from './check-sample.js';
import { type Judged, type JudgedMetric, judgedNumberOf, type Statistic, worseWhen } from './reading.js';
import { checkLimit, type Limit, limitsOf, type Thresholds } from './thresholds.js';

/** One limit that a sample breaks. */
export interface Breach {
  /** The metric that the limit is for. */
  readonly metric: JudgedMetric;
  /** Which number of the sample breaks it. */
  readonly statistic: Statistic;
  /** The number of the sample, in the unit of the metric. */
  readonly value: number;
  /** The limit that it breaks. */
  readonly limit: number;
}

/**
 * Returns the limits that a sample breaks, in the order of the thresholds. The list is empty if it keeps all of them, or
 * has nothing to judge; `judge` tells these two apart. A value equal to its limit keeps it.
 *
 * A metric is judged by its average; where Zoom sent no average, as for `systemCpuPercent`, by its worse bound.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a sample, for a limit of an unknown metric, or for one that is
 * not a finite number
 * @example
 * for (const { metric, value, limit } of breaches(sample, PRESETS.zoom.thresholds))
 *   console.log(`${metric} is ${value}, limit ${limit}`)
 */
export function breaches(sample: Judged, thresholds: Thresholds): Breach[] {
  checkJudged(sample);
  return limitsOf(thresholds).flatMap((limit) => judged(sample, limit) || []);
}

/**
 * Compares a sample with one limit. Returns the breach; `false` if the sample keeps the limit; `null` if it has nothing to
 * judge, as an idle stream.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a sample, for a limit of an unknown metric, or for one that is
 * not a finite number
 * @example
 * judge(sample, ['latencyMs', 150])
 * // { metric: 'latencyMs', statistic: 'avg', value: 212, limit: 150 }
 */
export function judge(sample: Judged, limit: Limit): Breach | false | null {
  checkJudged(sample);
  checkLimit(limit);
  return judged(sample, limit);
}

function judged(sample: Judged, [metric, limit]: Limit): Breach | false | null {
  const reading = judgedNumberOf(sample, metric);
  if (reading === null) return null;
  return breaks(reading.value, metric, limit) && { metric, ...reading, limit };
}

/** Whether a value is beyond its limit, on the side where the metric is worse. */
export function breaks(value: number, metric: JudgedMetric, limit: number): boolean {
  return worseWhen(metric) === 'higher' ? value > limit : value < limit;
}
