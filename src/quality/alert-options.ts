import { requireOptions, requireWhole } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { type Limit, limitsOf, type Thresholds } from './thresholds.js';

/** When an alert is raised and cleared. */
export interface AlertOptions {
  /** The limits that readings are held against. */
  readonly thresholds: Thresholds;
  /** Raised when so many of the last `of` readings break a limit; cleared when none of them does. */
  readonly breaches: number;
  /** How many of the latest readings are looked at; those with nothing to judge are left out. At most 1,000. */
  readonly of: number;
  /** Readings older than this are not looked at, counted from the latest. In milliseconds. */
  readonly withinMs: number;
  /** Whether each participant is watched, all of their streams together, or each stream alone. `'participant'` by default. */
  readonly per?: 'participant' | 'stream' | undefined;
  /**
   * How long a reading waits for earlier ones of the same participant, in milliseconds of measured time. Readings that come
   * in another order within it change nothing; those that come later are dropped and counted. 30,000 by default.
   */
  readonly toleranceMs?: number | undefined;
  /**
   * How many participants or streams are watched. Of more, the one without a new sample for longest is dropped. 10,000 by
   * default.
   */
  readonly maxGroups?: number | undefined;
}

/** The options with their defaults filled in. */
export type AlertRules = { readonly limits: readonly Limit[] } & {
  readonly [Name in Exclude<keyof AlertOptions, 'thresholds'>]-?: NonNullable<AlertOptions[Name]>;
};

/** @throws {ArgumentError} `argument_invalid`, for options that cannot be used */
export function alertRulesOf(options: AlertOptions): AlertRules {
  requireOptions(options, 'createAlert', OPTIONS);
  const { per = 'participant', toleranceMs = 30_000, maxGroups = 10_000 } = options;
  const rules = { ...options, per, toleranceMs, maxGroups };
  const limits = limitsOf(options.thresholds);
  if (limits.length === 0) throw new ArgumentError('thresholds', 'at least one limit');
  requireWhole('of', rules.of, 1, MOST_READINGS);
  requireWhole('breaches', rules.breaches, 1, rules.of);
  requireWhole('withinMs', rules.withinMs, 1);
  requireWhole('toleranceMs', rules.toleranceMs, 0);
  requireWhole('maxGroups', rules.maxGroups, 1);
  if (rules.per !== 'participant' && rules.per !== 'stream')
    throw new ArgumentError('per', "'participant' or 'stream'");
  return { ...rules, limits };
}

const OPTIONS = {
  thresholds: 0,
  breaches: 0,
  of: 0,
  withinMs: 0,
  per: 0,
  toleranceMs: 0,
  maxGroups: 0,
} as const;

const MOST_READINGS = 1_000;
