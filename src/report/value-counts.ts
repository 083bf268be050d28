import { emplace } from '../quality/emplace.js';
import { rankOf } from '../quality/histogram.js';
import { meanOf } from '../quality/mean.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric, type Measurement, worseWhen } from '../quality/reading.js';
import type { MetricStats, StatsByMetric } from './data.js';

/** How often each value of each metric came, as data that can pass to another thread. */
export type CountsByMetric = ReadonlyMap<JudgedMetric, Readonly<Counted>>;

interface Counted {
  /** How often each value came. */
  readonly counts: Map<number, number>;
  /** The highest or lowest number that Zoom sent, by which is worse. */
  extreme: number;
}

/**
 * How often each value of each metric came. Zoom rounds what it sends, so that few values differ: those of a whole day take
 * little memory, and statistics stay exact.
 */
export class ValueCounts {
  readonly #byMetric = new Map<JudgedMetric, Counted>();

  static of(measured: Iterable<readonly Measurement[]>): ValueCounts {
    const values = new ValueCounts();
    for (const measurements of measured) values.add(measurements);
    return values;
  }

  add(measurements: readonly Measurement[]): void {
    for (const { metric, value, lowest, highest } of measurements) {
      const counts = this.#counted(metric, worseWhen(metric) === 'higher' ? highest : lowest).counts;
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }

  get byMetric(): CountsByMetric {
    return this.#byMetric;
  }

  addAll(other: CountsByMetric): void {
    for (const [metric, { counts: more, extreme }] of other) {
      const { counts } = this.#counted(metric, extreme);
      for (const [value, count] of more) counts.set(value, (counts.get(value) ?? 0) + count);
    }
  }

  #counted(metric: JudgedMetric, extreme: number): Counted {
    const counted = emplace(this.#byMetric, metric, () => ({ counts: new Map(), extreme }));
    const worse = worseWhen(metric) === 'higher' ? Math.max : Math.min;
    counted.extreme = worse(counted.extreme, extreme);
    return counted;
  }

  /** Computes the statistics of each metric that has a value. */
  stats(): StatsByMetric {
    const stats: { [M in JudgedMetric]?: MetricStats } = {};
    for (const metric of JUDGED_METRIC_NAMES) {
      const counted = this.#byMetric.get(metric);
      if (counted !== undefined && counted.counts.size > 0) stats[metric] = statsOf(metric, counted);
    }
    return stats;
  }
}

function statsOf(metric: JudgedMetric, { counts, extreme }: Counted): MetricStats {
  const values = Float64Array.from(counts.keys()).sort();
  let [count, sum] = [0, 0];
  for (const value of values) {
    const times = counts.get(value) ?? 0;
    count += times;
    sum += value * times;
  }
  const rank = rankOf(worseWhen(metric) === 'higher' ? 0.95 : 0.05, count);
  let below = 0;
  const worst = values.find((value) => {
    below += counts.get(value) ?? 0;
    return below >= rank;
  });
  return { count, avg: meanOf(sum, count), worst: worst ?? extreme, extreme };
}
