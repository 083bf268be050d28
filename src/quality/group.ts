import { judge } from './breaches.js';
import { JUDGED_METRIC_NAMES, type Judged, type JudgedMetric } from './reading.js';
import { type Figures, Tally } from './tally.js';
import type { Limit } from './thresholds.js';

/** What many samples say together. */
export interface GroupFigures {
  /** Samples counted. */
  readonly samples: number;
  /** Samples with something to hold against a limit; idle streams and blanks have nothing. */
  readonly judged: number;
  /**
   * Of the samples judged, the share that breaks a limit, 0 to 1; `null` if none was judged. Of intervals it is the share
   * of time in breach; for several streams, of the time of all of them.
   */
  readonly breachShare: number | null;
  /** The same for each limit alone; only metrics that were judged. */
  readonly breachShares: { readonly [M in JudgedMetric]?: number };
  /** Only metrics that were measured. */
  readonly metrics: { readonly [M in JudgedMetric]?: Figures };
}

/** Counts the samples of one stream, participant or conference. */
export class Group {
  readonly #tallies = new Map<JudgedMetric, Tally>();
  readonly #verdicts = new Map<JudgedMetric, { judged: number; broken: number }>();
  readonly #all = { judged: 0, broken: 0 };
  #samples = 0;

  add(sample: Judged, limits: readonly Limit[]): void {
    this.#samples += 1;
    for (const metric of JUDGED_METRIC_NAMES) {
      if (sample[metric] !== null) emplace(this.#tallies, metric, () => new Tally()).add(sample, metric);
    }
    let [judged, broken] = [false, false];
    for (const limit of limits) {
      const breach = judge(sample, limit);
      if (breach === null) continue;
      judged = true;
      const verdict = emplace(this.#verdicts, limit[0], () => ({ judged: 0, broken: 0 }));
      verdict.judged += 1;
      if (breach === false) continue;
      broken = true;
      verdict.broken += 1;
    }
    if (judged) this.#all.judged += 1;
    if (broken) this.#all.broken += 1;
  }

  figures(): GroupFigures {
    const { judged, broken } = this.#all;
    const tallies = [...this.#tallies].map(([metric, tally]) => [metric, tally.figures()] as const);
    return {
      samples: this.#samples,
      judged,
      breachShare: judged === 0 ? null : broken / judged,
      breachShares: Object.fromEntries(
        [...this.#verdicts].map(([metric, verdict]) => [metric, verdict.broken / verdict.judged]),
      ),
      metrics: Object.fromEntries(tallies.filter(([, figures]) => figures !== null)),
    };
  }
}

/** The value of a key, made if there is none. */
export function emplace<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
