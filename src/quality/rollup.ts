import { requireOptions, requireWhole } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import type { QosSample } from '../samples/index.js';
import { checkSample } from './check-sample.js';
import type { Counter, Forgotten } from './counter.js';
import type { ConferenceFigures, ParticipantFigures, StreamFigures } from './figures.js';
import { measurementsOf } from './reading.js';
import { ReadingCounter } from './reading-counter.js';
import {
  type CountingRules,
  countingRulesFrom,
  countingRulesOf,
  differenceOf,
  type RollupOptions,
} from './rollup-options.js';
import { Saved } from './saved.js';
import { spanOf, timeOf } from './span.js';
import { StayCounter } from './stay-counter.js';
import { TimeWindow } from './time-window.js';

/** Which figures are asked for. */
export interface FiguresOptions {
  /**
   * At most this many, worst first: by time or stays in breach, then by their share, then stays by latency. By default all,
   * those without a new sample for longest first.
   */
  readonly worst?: number | undefined;
}

/** A rollup as plain JSON, for `rollupFromJSON`. What it holds besides may change with the version. */
export interface RollupJSON {
  readonly format: 'zoom-qss/rollup';
  readonly version: 1;
}

/** Counts samples by conference, participant and stream. */
export interface Rollup {
  /**
   * Counts a sample. Returns false if it does not count: it is of the other kind, filtered out, repeated, or older than
   * `lastMinutes`. Unless it is filtered out, figures still have the names and numbers that it says.
   *
   * @throws {ArgumentError} `argument_invalid`, for anything but a sample, such as an event
   */
  add(sample: QosSample): boolean;
  /**
   * The figures of each conference.
   *
   * @throws {ArgumentError} `argument_invalid`, for an unknown option, or a `worst` that is not a whole number of at least 1
   */
  conferences(options?: FiguresOptions): ConferenceFigures[];
  /**
   * The figures of each participant.
   *
   * @throws {ArgumentError} `argument_invalid`, for an unknown option, or a `worst` that is not a whole number of at least 1
   */
  participants(options?: FiguresOptions): ParticipantFigures[];
  /**
   * The figures of each stream of a participant.
   *
   * @throws {ArgumentError} `argument_invalid`, for an unknown option, or a `worst` that is not a whole number of at least 1
   */
  streams(options?: FiguresOptions): StreamFigures[];
  /**
   * Adds what another rollup counted, which stays as it is. Both need the same thresholds, `span` and
   * `lastMinutes`; a sample that both counted counts twice.
   *
   * @throws {ArgumentError} `argument_invalid`, for a rollup that counts otherwise, or the rollup itself
   */
  merge(other: Rollup): void;
  /** Everything counted, as plain JSON. It holds personal data: ids, names, e-mail addresses. */
  toJSON(): RollupJSON;
  /** How many conferences, participants and streams were forgotten to keep within `maxGroups`. */
  readonly forgotten: Forgotten;
  /** With `lastMinutes` the time from which samples count, in milliseconds since the epoch; else, or before the first, `null`. */
  readonly sinceMs: number | null;
}

/**
 * Makes a rollup: percentiles, extremes, and time in breach, by conference, participant and stream.
 *
 * Memory is bounded: a group takes as much after a year as after a day, and there are at most `maxGroups` of each kind.
 * Percentiles are within 1 % of the exact ones for magnitudes from 0.000001 to 1,000,000,000.
 *
 * @throws {ArgumentError} `argument_invalid`, for thresholds or options that cannot be used
 * @example
 * const rollup = createRollup({ thresholds: PRESETS.zoom.thresholds })
 * for (const sample of toSamples(event).samples) rollup.add(sample)
 * for (const { participant, breachMs } of rollup.participants({ worst: 20 })) console.log(participant.name, breachMs)
 */
export function createRollup(options: RollupOptions = {}): Rollup {
  const rules = countingRulesOf(options);
  const counter = rules.span === 'summary' ? new StayCounter(rules) : new ReadingCounter(rules);
  return rollupOf({ rules, counter, window: new TimeWindow(rules.lastMinutes) }, options.filter);
}

/**
 * Loads a rollup that was saved by `toJSON`, and goes on counting. The JSON may come from anywhere: it is checked.
 *
 * @throws {ArgumentError} `argument_invalid`, with the path of what is not as expected
 * @example
 * const rollup = rollupFromJSON(JSON.parse(await readFile('rollup.json', 'utf8')))
 */
export function rollupFromJSON(json: unknown, options: Pick<RollupOptions, 'filter'> = {}): Rollup {
  requireOptions(options, 'rollupFromJSON', { filter: 0 });
  if (typeof json === 'string') throw new ArgumentError('json', 'what JSON.parse returns, not text');
  const saved = new Saved(json, 'json');
  saved.get('format').one('zoom-qss/rollup');
  saved.get('version').whole(1, 1);
  const rules = countingRulesFrom(saved);
  const window = TimeWindow.from(saved.get('newest'), rules.lastMinutes);
  const counted = saved.get('counted');
  const counter =
    rules.span === 'summary' ? StayCounter.from(counted, rules) : ReadingCounter.from(counted, rules);
  // What does not count any more may be in a JSON that somebody changed.
  counter.dropBefore(window.oldest);
  return rollupOf({ rules, counter, window }, options.filter);
}

interface Inside {
  readonly rules: CountingRules;
  readonly counter: Counter;
  readonly window: TimeWindow;
}

/** What is inside each rollup, for others to merge. */
const insides = new WeakMap<Rollup, Inside>();

function rollupOf(inside: Inside, filter: RollupOptions['filter']): Rollup {
  if (filter !== undefined && typeof filter !== 'function') throw new ArgumentError('filter', 'a function');
  const { rules, counter, window } = inside;
  const moveTo = (slice: number) => {
    if (window.moveTo(slice)) counter.dropBefore(window.oldest);
  };
  const rollup: Rollup = {
    add(sample) {
      checkSample(sample);
      if (filter !== undefined && !filter(sample)) return false;
      const measurements = measurementsOf(sample);
      const slice = spanOf(sample) === counter.span ? window.sliceOf(timeOf(sample)) : null;
      if (slice === null) {
        counter.learn(sample);
        return false;
      }
      moveTo(slice);
      return counter.add(sample, measurements, slice);
    },
    conferences: (options) => counter.conferences(worstOf(options)),
    participants: (options) => counter.participants(worstOf(options)),
    streams: (options) => counter.streams(worstOf(options)),
    merge(other) {
      const more = insides.get(other);
      if (more === undefined || more === inside)
        throw new ArgumentError('other', 'another rollup of createRollup or rollupFromJSON');
      const different = differenceOf(more.rules, rules);
      if (different !== undefined) throw new ArgumentError('other', `a rollup with the same ${different}`);
      moveTo(more.window.newest);
      counter.addAll(more.counter, window.oldest);
    },
    toJSON() {
      // Plain, and apart from what goes on counting.
      const json = {
        format: 'zoom-qss/rollup',
        version: 1,
        ...rules,
        newest: window,
        counted: counter,
      } as const;
      return JSON.parse(JSON.stringify(json));
    },
    get forgotten() {
      return counter.forgotten;
    },
    get sinceMs() {
      return window.sinceMs;
    },
  };
  insides.set(rollup, inside);
  return rollup;
}

function worstOf(options: FiguresOptions = {}): number | undefined {
  requireOptions(options, 'a rollup', { worst: 0 });
  const { worst } = options;
  if (worst !== undefined) requireWhole('worst', worst, 1);
  return worst;
}
