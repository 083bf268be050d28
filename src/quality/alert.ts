import { ArgumentError } from '../errors.js';
import { createDirectory, type IdentifiedRecord, participantKey, type QosSample } from '../samples/index.js';
import { type AlertOptions, alertRulesOf } from './alert-options.js';
import { checkSample } from './check-sample.js';
import type { Who } from './figures.js';
import { measurementsOf } from './reading.js';
import { Recent } from './recent.js';
import { spanOf, timeOf } from './span.js';
import { verdictOf } from './verdict.js';
import { type AlertState, type Change, Watch } from './watch.js';

/** Who is watched: a participant, or one of their streams. */
export interface AlertSubject extends Who {
  /** The stream; `null` where all streams of a participant are watched together. */
  readonly type: QosSample['type'] | null;
}

/** An alert that was raised or cleared. */
export interface AlertChange extends AlertSubject, Change {}

/** Watches live readings. */
export interface Alert {
  /**
   * Takes a sample, and returns what it raised and cleared: mostly nothing. Of summaries, and of samples without any time, it
   * takes names and numbers only.
   *
   * @throws {ArgumentError} `argument_invalid`, for anything but a sample, such as an event
   */
  add(sample: QosSample): AlertChange[];
  /**
   * Moves the clock to `nowMs`, in milliseconds since the epoch, and returns what that raised and cleared. It judges readings
   * that have waited for `toleranceMs`, and clears alerts of those without a reading for `withinMs`. Call it every few
   * seconds: else a reading is judged when the next one comes, and an alert of somebody who has left stays raised.
   *
   * It is the clock of the samples' `measuredAtMs`: `Date.now()` for live traffic; in a replay or a simulation the time that
   * the data has reached, such as `atMs` of the simulator or `eventAtMs`. If `nowMs` is later than the samples by more than
   * `withinMs`, every reading is too old to count, and nothing is raised. Streams of a reading that come after that are
   * `late`.
   *
   * @throws {ArgumentError} `argument_invalid`, for anything but a finite number
   */
  advance(nowMs: number): AlertChange[];
  /** Everybody watched, with their state: `unknown` where nothing was there to judge, which is not `fine`. */
  states(): (AlertSubject & { readonly state: AlertState })[];
  /**
   * How many samples came too late to be judged, those included that came before in time and were sent again. If most do,
   * `advance` may go by another clock than the samples.
   */
  readonly late: number;
  /** How many participants or streams were forgotten to keep within `maxGroups`. */
  readonly forgotten: number;
}

interface Watched {
  /** Who and where, as the first reading says it. */
  readonly record: IdentifiedRecord;
  readonly type: AlertSubject['type'];
  readonly watch: Watch;
}

/**
 * Watches live readings, and tells when a participant, or a stream, goes bad and when they recover: once each.
 *
 * A reading is all samples of a participant of one measured time; it is in breach if any of its streams breaks a limit. It is
 * judged once a reading comes that is later by more than `toleranceMs`, or when `advance` says so.
 *
 * @throws {ArgumentError} `argument_invalid`, for options that cannot be used
 * @example
 * const { thresholds, rule } = PRESETS.twilio
 * const alert = createAlert({ thresholds, ...rule, withinMs: 10 * 60_000 })
 * for (const sample of toSamples(event).samples)
 *   for (const { kind, participant } of alert.add(sample)) console.log(kind, participant.name)
 */
export function createAlert(options: AlertOptions): Alert {
  const rules = alertRulesOf(options);
  let late = 0;
  let changes: AlertChange[] = [];
  const watched = new Recent<Watched>(rules.maxGroups, (each) => note(each, each.watch.clear('forgotten')));
  // As many again for people of whom only a summary came.
  const directory = createDirectory({ maxEntries: 2 * rules.maxGroups });
  const subjectOf = ({ record, type }: Watched): AlertSubject => ({
    product: record.product,
    accountId: record.accountId,
    conference: directory.conferenceOf(record),
    participant: directory.participantOf(record),
    type,
  });
  const note = (each: Watched, happened: readonly Change[]) => {
    for (const change of happened) changes.push({ ...subjectOf(each), ...change });
  };
  const taken = () => {
    const all = changes;
    changes = [];
    return all;
  };

  return {
    add(sample) {
      checkSample(sample);
      const verdict = verdictOf(measurementsOf(sample), rules.limits);
      directory.add(sample);
      const timeMs = timeOf(sample);
      if (spanOf(sample) !== 'interval' || timeMs === null) return [];
      const type = rules.per === 'stream' ? sample.type : null;
      const each = watched.touch(`${participantKey(sample)}|${type ?? ''}`, () => ({
        record: recordOf(sample),
        type,
        watch: new Watch(rules),
      }));
      const happened = each.watch.add(timeMs, verdict);
      if (happened === null) late += 1;
      else note(each, happened);
      return taken();
    },
    advance(nowMs) {
      if (!Number.isFinite(nowMs)) throw new ArgumentError('nowMs', 'milliseconds since the epoch');
      for (const each of watched.values()) note(each, each.watch.advance(nowMs));
      return taken();
    },
    states: () => watched.values().map((each) => ({ ...subjectOf(each), state: each.watch.state })),
    get late() {
      return late;
    },
    get forgotten() {
      return watched.dropped;
    },
  };
}

function recordOf({ product, accountId, conference, participant, eventAtMs }: QosSample): IdentifiedRecord {
  return { product, accountId, conference, participant, eventAtMs };
}
