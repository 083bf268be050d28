import type { Conference, Participant, Product } from '../samples/index.js';
import type { BreachSums } from './breach-sums.js';
import type { JudgedMetric } from './reading.js';
import type { StreamKind } from './stream-kind.js';
import type { MetricFigures } from './tallies.js';
import type { Limit } from './thresholds.js';

/** How much was held against limits and how much was in breach: time of live readings, or stays of summaries. */
export interface BreachFigures {
  /** Participant-time that was judged, in milliseconds; 0 in a rollup of summaries. */
  readonly judgedMs: number;
  /** Participant-time in breach, in milliseconds; 0 in a rollup of summaries. */
  readonly breachMs: number;
  /** Stays that were judged; 0 in a rollup of live readings. */
  readonly judgedStays: number;
  /** Stays in breach; 0 in a rollup of live readings. */
  readonly breachStays: number;
  /** In breach of judged, 0 to 1; `null` if nothing was judged. */
  readonly breachShare: number | null;
}

/** How much of what was judged by one limit broke it. */
export interface LimitFigures extends BreachFigures {
  /** The limit, in the unit of its metric. */
  readonly limit: number;
}

/** What many samples say together. */
export interface GroupFigures extends BreachFigures {
  /** Samples that the figures of metrics count. */
  readonly samples: number;
  /** Those of them that say no time: they add none. */
  readonly untimed: number;
  /** Those of them that came too late to add time. */
  readonly late: number;
  /** The same for each limit alone; only limits that were judged. */
  readonly limits: { readonly [M in JudgedMetric]?: LimitFigures };
  /** Only metrics that had a number to judge. */
  readonly metrics: MetricFigures;
}

export interface Where {
  /** The kind of conference. */
  readonly product: Product;
  /** The Zoom account. */
  readonly accountId: string | null;
  /** The best known of it. */
  readonly conference: Conference;
}

export interface Who extends Where {
  /** The best known of them. */
  readonly participant: Participant;
}

/** What the samples of a conference say together: the time of its participants added up. */
export interface ConferenceFigures extends GroupFigures, Where {}

/** What the samples of a participant say together. */
export interface ParticipantFigures extends GroupFigures, Who {}

/** What the samples of one stream of a participant say together. */
export interface StreamFigures extends GroupFigures, Who, StreamKind {}

/** What a rollup gives figures of. */
export interface Subject<F extends GroupFigures> {
  /** What was judged and in breach. */
  readonly sums: BreachSums;
  /** Where many tie, as stays do, the worse has the higher latency. */
  readonly latencyMs?: number;
  readonly figures: () => F;
}

/** The figures of all subjects in their order; or of the worst, worst first. */
export function figuresOf<F extends GroupFigures>(subjects: Subject<F>[], worst: number | undefined): F[] {
  const share = ({ sums }: Subject<F>) => sums.broken / Math.max(sums.judged, 1);
  const latency = ({ latencyMs = -1 }: Subject<F>) => latencyMs;
  const chosen =
    worst === undefined
      ? subjects
      : subjects
          .sort((a, b) => b.sums.broken - a.sums.broken || share(b) - share(a) || latency(b) - latency(a))
          .slice(0, worst);
  return chosen.map(({ figures }) => figures());
}

/** The figures of what was judged and in breach, by the unit that the sums are in. */
export function breachFiguresOf(
  sums: BreachSums,
  limits: readonly Limit[],
  unit: 'ms' | 'stays',
): BreachFigures & Pick<GroupFigures, 'limits'> {
  const byLimit: { [M in JudgedMetric]?: LimitFigures } = {};
  for (const [place, [metric, limit]] of limits.entries()) {
    const judged = sums.judgedBy[place] ?? 0;
    if (judged > 0) byLimit[metric] = { limit, ...sharesOf(judged, sums.brokenBy[place] ?? 0, unit) };
  }
  return { ...sharesOf(sums.judged, sums.broken, unit), limits: byLimit };
}

function sharesOf(judged: number, broken: number, unit: 'ms' | 'stays'): BreachFigures {
  const breachShare = judged === 0 ? null : broken / judged;
  return unit === 'ms'
    ? { judgedMs: judged, breachMs: broken, judgedStays: 0, breachStays: 0, breachShare }
    : { judgedMs: 0, breachMs: 0, judgedStays: judged, breachStays: broken, breachShare };
}
