import { rankOf } from '../quality/histogram.js';
import { meanOf } from '../quality/mean.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric, type Measurement, worseWhen } from '../quality/reading.js';
import type { MetricStats, StatsByMetric } from './data.js';

/** The values of each metric, and the highest or lowest number that Zoom sent with them, by which is worse. */
export type MetricValues = ReadonlyMap<
  JudgedMetric,
  { readonly values: ArrayLike<number>; readonly extreme: number }
>;

/** Collects the values of each metric. */
export function metricValuesOf(measured: Iterable<readonly Measurement[]>): MetricValues {
  const collected = new Map<JudgedMetric, { readonly values: number[]; extreme: number }>();
  for (const measurements of measured) {
    for (const { metric, value, lowest, highest } of measurements) {
      const extreme = worseWhen(metric) === 'higher' ? highest : lowest;
      let existing = collected.get(metric);
      if (existing === undefined) {
        existing = { values: [], extreme };
        collected.set(metric, existing);
      }
      if (value !== null) existing.values.push(value);
      existing.extreme = worse(metric, existing.extreme, extreme);
    }
  }
  return collected;
}

/** Merges the values of several participants. */
export function mergeValues(several: readonly MetricValues[]): MetricValues {
  const metrics = JUDGED_METRIC_NAMES.flatMap((metric) => {
    const parts = several.map((values) => values.get(metric)).filter((part) => part !== undefined);
    if (parts.length === 0) return [];
    const extreme = parts.map((part) => part.extreme).reduce((a, b) => worse(metric, a, b));
    return [[metric, { values: concatenated(parts.map(({ values }) => values)), extreme }] as const];
  });
  return new Map(metrics);
}

function concatenated(parts: readonly ArrayLike<number>[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}

/** Computes the statistics of each metric that has a value. */
export function statsOf(byMetric: MetricValues): StatsByMetric {
  const entries = [...byMetric].filter(([, { values }]) => values.length > 0);
  return Object.fromEntries(
    entries.map(([metric, { values, extreme }]): [string, MetricStats] => {
      const sorted = Float64Array.from(values).sort();
      const count = sorted.length;
      const avg = meanOf(
        sorted.reduce((sum, value) => sum + value, 0),
        count,
      );
      const worst = sorted[rankOf(worseWhen(metric) === 'higher' ? 0.95 : 0.05, count) - 1] ?? extreme;
      return [metric, { count, avg, worst, extreme }];
    }),
  );
}

function worse(metric: JudgedMetric, a: number, b: number): number {
  return worseWhen(metric) === 'higher' ? Math.max(a, b) : Math.min(a, b);
}
