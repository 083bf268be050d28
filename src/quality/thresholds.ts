import { ArgumentError } from '../errors.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric } from './reading.js';

/**
 * Limits by metric, in the unit that its name ends with. Latency, jitter, loss and processor time may be at most the
 * limit; bitrate, frame rate, signal strength, `mos` and `qualityScore` at least. A metric without a limit is not judged.
 */
export type Thresholds = { readonly [M in JudgedMetric]?: number };

/** One limit: `['latencyMs', 150]`. */
export type Limit = readonly [metric: JudgedMetric, limit: number];

/** @throws {ArgumentError} `argument_invalid`, for an unknown metric, or a limit that is not a finite number */
export function checkLimit(limit: Limit): void {
  const isPair = Array.isArray(limit) && limit.length === 2;
  if (!isPair) throw new ArgumentError('limit', "a metric and its limit, as ['latencyMs', 150]");
  if (!JUDGED_METRIC_NAMES.includes(limit[0]))
    throw new ArgumentError('limit[0]', `one of ${JUDGED_METRIC_NAMES.join(', ')}`);
  if (!Number.isFinite(limit[1])) throw new ArgumentError('limit[1]', 'a finite number');
}

/** @throws {ArgumentError} `argument_invalid`, for an unknown metric, or a limit that is not a finite number */
export function limitsOf(thresholds: Thresholds): Limit[] {
  // A list, a Map or a Set would have no limits, and judge nothing.
  if (typeof thresholds !== 'object' || thresholds === null || Symbol.iterator in thresholds)
    throw new ArgumentError('thresholds', 'an object of limits by metric');
  return Object.entries(thresholds).map(([name, limit]): Limit => {
    const metric = JUDGED_METRIC_NAMES.find((known) => known === name);
    if (metric === undefined) throw unknownMetric(thresholds, name);
    if (!Number.isFinite(limit)) throw new ArgumentError(`thresholds.${metric}`, 'a finite number');
    return [metric, limit];
  });
}

/** The likely mistake: a preset holds its limits in `thresholds`. */
function unknownMetric(given: object, name: string): ArgumentError {
  const known = `limits by metric (${JUDGED_METRIC_NAMES.join(', ')})`;
  return 'thresholds' in given
    ? new ArgumentError('thresholds', `${known}; ${name} is no metric: pass the preset's .thresholds`)
    : new ArgumentError('thresholds', `${known}; ${name} is no metric`);
}
