import { requireOptions, requireWhole } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import type { QosSample } from '../samples/index.js';
import { JUDGED_METRIC_NAMES } from './reading.js';
import type { Saved } from './saved.js';
import type { Span } from './span.js';
import { type Limit, limitsOf, type Thresholds } from './thresholds.js';

/** How a rollup counts. */
export interface RollupOptions {
  /** The limits that samples are held against; none by default. */
  readonly thresholds?: Thresholds | undefined;
  /**
   * Which samples count: readings, `'interval'`, the default; or `'summary'`, one stay each. They are never mixed: a
   * summary repeats what the readings said. The samples of `phone.call_qos_summary` say `'summary'`, but those with a
   * `measuredAtMs` are readings, and a rollup counts them as such.
   */
  readonly span?: Span | undefined;
  /**
   * Counts samples of the last so many minutes only, in steps of a tenth: those before the latest time that any sample said,
   * whatever the clock says. By default all samples count.
   */
  readonly lastMinutes?: number | undefined;
  /** Counts only the samples that it returns true for. It is no part of the JSON. */
  readonly filter?: ((sample: QosSample) => boolean) | undefined;
  /**
   * How many conferences, participants and streams are kept, of each. Of more, the one without a new sample for longest is
   * dropped. 10,000 by default.
   */
  readonly maxGroups?: number | undefined;
}

/** What decides which rollups can be merged, and what a rollup's JSON says of itself. */
export interface CountingRules {
  readonly limits: readonly Limit[];
  readonly span: Span;
  readonly lastMinutes: number | null;
  readonly maxGroups: number;
}

/** @throws {ArgumentError} `argument_invalid`, for options that cannot be used */
export function countingRulesOf(options: RollupOptions): CountingRules {
  requireOptions(options, 'createRollup', OPTIONS);
  const { thresholds = {}, span = 'interval', maxGroups = 10_000, lastMinutes = null } = options;
  if (span !== 'interval' && span !== 'summary') throw new ArgumentError('span', "'interval' or 'summary'");
  requireWhole('maxGroups', maxGroups, 1);
  if (lastMinutes !== null) requireWhole('lastMinutes', lastMinutes, 1, MOST_MINUTES);
  // In one order whatever the order of the thresholds, so that rollups can be merged.
  const place = ([metric]: Limit) => JUDGED_METRIC_NAMES.indexOf(metric);
  const limits = limitsOf(thresholds).sort((a, b) => place(a) - place(b));
  return { limits, span, lastMinutes, maxGroups };
}

const OPTIONS = { thresholds: 0, span: 0, lastMinutes: 0, filter: 0, maxGroups: 0 } as const;

/** A year. */
const MOST_MINUTES = 366 * 24 * 60;

/** Reads the rules out of a rollup's JSON. */
export function countingRulesFrom(saved: Saved): CountingRules {
  const limits = saved.get('limits').list(JUDGED_METRIC_NAMES.length);
  const thresholds = limits.map((limit) => {
    const [metric, value] = limit.tuple(2);
    return [metric.one(...JUDGED_METRIC_NAMES), value.number()];
  });
  const lastMinutes = saved.get('lastMinutes').orNull((minutes) => minutes.whole(1, MOST_MINUTES));
  return countingRulesOf({
    thresholds: Object.fromEntries(thresholds),
    span: saved.get('span').one('interval', 'summary'),
    maxGroups: saved.get('maxGroups').whole(1),
    ...(lastMinutes !== null && { lastMinutes }),
  });
}

/** The option that keeps what two rollups counted from being added up, if there is one. */
export function differenceOf(one: CountingRules, other: CountingRules): keyof RollupOptions | undefined {
  if (JSON.stringify(one.limits) !== JSON.stringify(other.limits)) return 'thresholds';
  return (['span', 'lastMinutes'] as const).find((option) => one[option] !== other[option]);
}
