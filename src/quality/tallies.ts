import { emplace } from './emplace.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric, type Measurement, worseWhen } from './reading.js';
import type { Saved } from './saved.js';
import { type Figures, Tally } from './tally.js';

/** Figures by metric: only metrics that had a number to judge. */
export type MetricFigures = { readonly [M in JudgedMetric]?: Figures };

/** A tally for each metric that was measured. */
export class Tallies {
  readonly #tallies = new Map<JudgedMetric, Tally>();

  add(measurements: readonly Measurement[]): void {
    for (const each of measurements) emplace(this.#tallies, each.metric, () => new Tally()).add(each);
  }

  addAll(other: Tallies): void {
    for (const [metric, tally] of other.#tallies)
      emplace(this.#tallies, metric, () => new Tally()).addAll(tally);
  }

  figures(): MetricFigures {
    const figures: { [M in JudgedMetric]?: Figures } = {};
    for (const [metric, tally] of this.#tallies) {
      const measured = tally.figures(worseWhen(metric));
      if (measured !== null) figures[metric] = measured;
    }
    return figures;
  }

  toJSON(): unknown {
    return [...this.#tallies];
  }

  static from(saved: Saved): Tallies {
    const tallies = new Tallies();
    for (const entry of saved.list(JUDGED_METRIC_NAMES.length)) {
      const [metric, tally] = entry.tuple(2);
      tallies.#tallies.set(metric.one(...JUDGED_METRIC_NAMES), Tally.from(tally));
    }
    return tallies;
  }
}
