import type { SampleContext } from './context.js';
import type { DETAILS, METRICS } from './fields.js';
import type { SampleIssue } from './issue.js';

/** Lowest, average and highest value over the span of a sample; `null` where none was sent. */
export interface Bounds<T = number> {
  /** The lowest value. */
  readonly min: T | null;
  /** The average. */
  readonly avg: T | null;
  /** The highest value. */
  readonly max: T | null;
}

/** The measured numbers of a sample, one for each entry of the metric table, in the unit its name ends with. */
export type SampleMetrics = { readonly [M in keyof typeof METRICS]: Bounds | null };

/** What a sample holds besides metrics. */
export type SampleDetails = {
  readonly [D in keyof typeof DETAILS]: (typeof DETAILS)[D]['wire'] extends string
    ? DetailValue<D> | null
    : Bounds<DetailValue<D>> | null;
};

type DetailValue<D extends keyof typeof DETAILS> = NonNullable<ReturnType<(typeof DETAILS)[D]['read']>>;

/**
 * One item of `qos[]` as numbers, in the same form for all events and lists. It is plain JSON: what was blank or not sent is
 * `null`, and a measured 0 is 0.
 */
export interface QosSample extends SampleContext, SampleMetrics, SampleDetails {}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type MutableBounds = Mutable<Bounds>;

/** A sample that is being read. */
export type MutableSample = Mutable<Omit<QosSample, keyof SampleMetrics>> & MutableMetrics;

type MutableMetrics = { -readonly [M in keyof SampleMetrics]: MutableBounds | null };

/** What normalising gives: samples, and what was found on the way. */
export interface SampleResult {
  /** One for each item of `qos[]` that can be read. */
  readonly samples: QosSample[];
  /** What could not be read, or is odd. Usually empty. */
  readonly issues: SampleIssue[];
}
