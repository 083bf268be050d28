import { type Judged, type JudgedMetric, readingOf, type Statistic, worseWhen } from './reading.js';
import { type Limit, limitsOf, type Thresholds } from './thresholds.js';

/** One limit that a sample breaks. */
export interface Breach {
  readonly metric: JudgedMetric;
  /** Which number of the sample breaks it. */
  readonly statistic: Statistic;
  readonly value: number;
  readonly limit: number;
}

/**
 * Says which limits a sample breaks, in the order of the thresholds; none where it keeps them all, or has nothing that
 * they judge. A value equal to its limit keeps it.
 *
 * A metric is judged by its average; where none was sent, as for `systemCpuPercent`, by its worse bound.
 *
 * @throws {ArgumentError} for a limit of no known metric, or one that is no finite number
 * @example
 * for (const { metric, value, limit } of breaches(sample, PRESETS.zoom.thresholds))
 *   console.log(`${metric} is ${value}, limit ${limit}`)
 */
export function breaches(sample: Judged, thresholds: Thresholds): Breach[] {
  return limitsOf(thresholds).flatMap((limit) => judge(sample, limit) || []);
}

/** The breach of one limit; `false` where it is kept; `null` where the sample has nothing to judge. */
export function judge(sample: Judged, [metric, limit]: Limit): Breach | false | null {
  const reading = readingOf(sample, metric);
  if (reading === null) return null;
  const broken = worseWhen(metric) === 'higher' ? reading.value > limit : reading.value < limit;
  return broken && { metric, ...reading, limit };
}
