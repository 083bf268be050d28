import { ArgumentError } from '../errors.js';
import { type JudgedMetric, WORSE } from './reading.js';

/**
 * Limits by metric, in the unit that its name ends with. Latency, jitter, loss and processor time may be at most the
 * limit; bitrate, frame rate, signal strength, `mos` and `qualityScore` at least. A metric without a limit is not judged.
 */
export type Thresholds = { readonly [M in JudgedMetric]?: number };

/** The limits one by one. */
export type Limit = readonly [metric: JudgedMetric, limit: number];

/** @throws {ArgumentError} for a metric that does not exist, or a limit that is no finite number */
export function limitsOf(thresholds: Thresholds): Limit[] {
  return Object.entries(thresholds).map(([metric, limit]): Limit => {
    if (!Object.hasOwn(WORSE, metric)) throw new ArgumentError('thresholds', 'limits of known metrics only');
    if (!Number.isFinite(limit)) throw new ArgumentError(`thresholds.${metric}`, 'a finite number');
    // The table has the key.
    return [metric as JudgedMetric, limit];
  });
}
