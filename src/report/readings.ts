import { JUDGED_METRIC_NAMES, type JudgedMetric, readingOf, worseWhen } from '../quality/reading.js';
import type { QosSample } from '../samples/index.js';
import type { Spread, Spreads } from './data.js';

/** Readings of each metric, and the worse extreme that was sent with them. */
export type Readings = ReadonlyMap<
  JudgedMetric,
  { readonly values: ArrayLike<number>; readonly worst: number }
>;

/** The readings of samples. */
export function readingsOf(samples: readonly QosSample[]): Readings {
  const readings = new Map<JudgedMetric, { readonly values: number[]; worst: number }>();
  for (const sample of samples) {
    for (const metric of JUDGED_METRIC_NAMES) {
      const reading = readingOf(sample, metric);
      if (reading === null) continue;
      const sent = sample[metric];
      const bound = typeof sent === 'object' ? sent?.[worseWhen(metric) === 'higher' ? 'max' : 'min'] : null;
      const worst = worse(metric, reading.value, bound ?? reading.value);
      const found = readings.get(metric);
      if (found === undefined) readings.set(metric, { values: [reading.value], worst });
      else {
        found.values.push(reading.value);
        found.worst = worse(metric, found.worst, worst);
      }
    }
  }
  return readings;
}

/** Readings of several, together. */
export function joined(several: readonly Readings[]): Readings {
  const metrics = JUDGED_METRIC_NAMES.flatMap((metric) => {
    const parts = several.map((readings) => readings.get(metric)).filter((part) => part !== undefined);
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

/** What readings say together, metric by metric. */
export function spreadsOf(readings: Readings): Spreads {
  return Object.fromEntries(
    [...readings].map(([metric, { values, worst }]): [string, Spread] => {
      const sorted = Float64Array.from(values).sort();
      const avg = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
      const last = Math.ceil(0.95 * sorted.length) - 1;
      const p95 = sorted[worseWhen(metric) === 'higher' ? last : sorted.length - 1 - last] ?? worst;
      // To a thousandth: a mean has no more to say, and its tail of digits would be much of the file.
      return [metric, { avg: Math.round(avg * 1000) / 1000, p95, worst }];
    }),
  );
}

/** What summaries say together: without percentiles, since a summary is one number for a whole stay. */
export function summarySpreadsOf(readings: Readings): Spreads {
  const spreads = Object.entries(spreadsOf(readings));
  return Object.fromEntries(spreads.map(([metric, spread]) => [metric, { ...spread, p95: null }]));
}

function worse(metric: JudgedMetric, a: number, b: number): number {
  return worseWhen(metric) === 'higher' ? Math.max(a, b) : Math.min(a, b);
}
