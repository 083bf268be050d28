import { breaks } from './breaches.js';
import type { JudgedMetric, Measurement } from './reading.js';
import type { Limit } from './thresholds.js';

/** Which limits were judged and which were broken: bit `n` is the limit at place `n`. */
export interface Verdict {
  readonly judged: number;
  readonly broken: number;
}

/** Holds values against the limits. */
export function verdictOf(
  values: readonly Pick<Measurement, 'metric' | 'value'>[],
  limits: readonly Limit[],
): Verdict {
  let [judged, broken] = [0, 0];
  for (let place = 0; place < limits.length; place += 1) {
    // The loop is bounded by the length of the list.
    const [metric, limit] = limits[place] as Limit;
    const value = numberOf(values, metric);
    if (value === null) continue;
    judged |= 1 << place;
    if (breaks(value, metric, limit)) broken |= 1 << place;
  }
  return { judged, broken };
}

/** What either verdict judged is judged, what either broke is broken. */
export function unite(one: Verdict, other: Verdict): Verdict {
  return { judged: one.judged | other.judged, broken: one.broken | other.broken };
}

function numberOf(
  values: readonly Pick<Measurement, 'metric' | 'value'>[],
  metric: JudgedMetric,
): number | null {
  for (const each of values) if (each.metric === metric) return each.value;
  return null;
}
