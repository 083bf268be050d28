import { JUDGED_METRIC_NAMES, type JudgedMetric, readingOf, worseWhen } from '../quality/reading.js';
import type { QosSample } from '../samples/index.js';
import type { MetricStats, StatsByMetric } from './data.js';

/** The values of each metric, and the worst value Zoom sent, minimum and maximum included. */
export type MetricValues = ReadonlyMap<
  JudgedMetric,
  { readonly values: ArrayLike<number>; readonly worst: number }
>;

/** Collects the values of each metric from samples. */
export function metricValuesOf(samples: readonly QosSample[]): MetricValues {
  const collected = new Map<JudgedMetric, { readonly values: number[]; worst: number }>();
  for (const sample of samples) {
    for (const metric of JUDGED_METRIC_NAMES) {
      const reading = readingOf(sample, metric);
      if (reading === null) continue;
      const sent = sample[metric];
      const bound = typeof sent === 'object' ? sent?.[worseWhen(metric) === 'higher' ? 'max' : 'min'] : null;
      const worst = worse(metric, reading.value, bound ?? reading.value);
      const existing = collected.get(metric);
      if (existing === undefined) collected.set(metric, { values: [reading.value], worst });
      else {
        existing.values.push(reading.value);
        existing.worst = worse(metric, existing.worst, worst);
      }
    }
  }
  return collected;
}

/** Merges the values of several participants. */
export function mergeValues(several: readonly MetricValues[]): MetricValues {
  const metrics = JUDGED_METRIC_NAMES.flatMap((metric) => {
    const parts = several.map((values) => values.get(metric)).filter((part) => part !== undefined);
    if (parts.length === 0) return [];
    const worst = parts.map((part) => part.worst).reduce((a, b) => worse(metric, a, b));
    return [[metric, { values: concatenated(parts.map(({ values }) => values)), worst }] as const];
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

/** Computes average, 95th percentile and worst of each metric. */
export function statsOf(byMetric: MetricValues): StatsByMetric {
  return Object.fromEntries(
    [...byMetric].map(([metric, { values, worst }]): [string, MetricStats] => {
      const sorted = Float64Array.from(values).sort();
      const avg = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
      const last = Math.ceil(0.95 * sorted.length) - 1;
      const p95 = sorted[worseWhen(metric) === 'higher' ? last : sorted.length - 1 - last] ?? worst;
      // Rounded to a thousandth: more digits carry no information and would enlarge the file.
      return [metric, { avg: Math.round(avg * 1000) / 1000, p95, worst }];
    }),
  );
}

/** Statistics of summaries. They have no percentile: a summary is one number for a whole participation. */
export function summaryStatsOf(byMetric: MetricValues): StatsByMetric {
  const entries = Object.entries(statsOf(byMetric));
  return Object.fromEntries(entries.map(([metric, stats]) => [metric, { ...stats, p95: null }]));
}

function worse(metric: JudgedMetric, a: number, b: number): number {
  return worseWhen(metric) === 'higher' ? Math.max(a, b) : Math.min(a, b);
}
