import { ArgumentError } from '../errors.js';
import { conferenceKey, participantKey } from '../samples/identity.js';
import type { QosSample } from '../samples/index.js';
import { Group, type GroupFigures } from './group.js';
import { limitsOf, type Thresholds } from './thresholds.js';

/** How a rollup counts. */
export interface RollupOptions {
  /** The limits that samples are held against; none by default. */
  readonly thresholds?: Thresholds;
  /**
   * Which samples count: `'interval'`, the default, or `'summary'`. They are never mixed, since a summary says again what
   * the intervals said. Every sample weighs the same: an interval stands for about a minute of a stream, a summary for
   * its whole stay, however long.
   */
  readonly span?: QosSample['span'];
  /** How many conferences, participants and streams are kept, of each; of more, the longest silent is forgotten. 10,000. */
  readonly maxGroups?: number;
}

const CONFERENCE = ['product', 'accountId', 'conference'] as const;
const PARTICIPANT = [...CONFERENCE, 'participant'] as const;
const STREAM = [...PARTICIPANT, 'type', 'media', 'direction', 'path'] as const;

/** What the samples of a conference say together. */
export type ConferenceFigures = GroupFigures & Pick<QosSample, (typeof CONFERENCE)[number]>;

/** What the samples of a participant say together. */
export type ParticipantFigures = GroupFigures & Pick<QosSample, (typeof PARTICIPANT)[number]>;

/** What the samples of one stream of a participant say together. */
export type StreamFigures = GroupFigures & Pick<QosSample, (typeof STREAM)[number]>;

/** Counts samples by conference, participant and stream. */
export interface Rollup {
  /** Counts a sample; false if it is of the other span. It must not come twice: drop duplicates by `id` before. */
  add(sample: QosSample): boolean;
  conferences(): ConferenceFigures[];
  participants(): ParticipantFigures[];
  streams(): StreamFigures[];
  /** How many groups were forgotten to keep within `maxGroups`. */
  readonly forgotten: number;
}

/**
 * Makes a rollup: count, mean, percentiles, extremes and share of time in breach, by conference, participant and stream.
 *
 * Memory is bounded: a group takes as much after a year as after a day, and there are at most `maxGroups` of each kind.
 * Percentiles are within 1 % of the exact ones for magnitudes from 0.000001 to 1,000,000,000.
 *
 * @throws {ArgumentError} for thresholds or options that cannot be used
 * @example
 * const rollup = createRollup({ thresholds: PRESETS.zoom.thresholds })
 * for (const sample of toSamples(event).samples) rollup.add(sample)
 * const worst = rollup.participants().sort((a, b) => (b.breachShare ?? 0) - (a.breachShare ?? 0))[0]
 */
export function createRollup(options: RollupOptions = {}): Rollup {
  const { thresholds = {}, span = 'interval', maxGroups = 10_000 } = options;
  if (span !== 'interval' && span !== 'summary') throw new ArgumentError('span', "'interval' or 'summary'");
  if (!Number.isSafeInteger(maxGroups) || maxGroups < 1)
    throw new ArgumentError('maxGroups', 'a whole number of at least 1');
  const limits = limitsOf(thresholds);

  const conferences = new Groups(maxGroups, CONFERENCE);
  const participants = new Groups(maxGroups, PARTICIPANT);
  const streams = new Groups(maxGroups, STREAM);

  return {
    add(sample) {
      if (sample.span !== span) return false;
      const conference = conferenceKey(sample);
      const participant = participantKey(sample);
      conferences.of(conference, sample).add(sample, limits);
      participants.of(participant, sample).add(sample, limits);
      streams.of(participant + sample.type, sample).add(sample, limits);
      return true;
    },
    conferences: () => conferences.figures(),
    participants: () => participants.figures(),
    streams: () => streams.figures(),
    get forgotten() {
      return conferences.forgotten + participants.forgotten + streams.forgotten;
    },
  };
}

/** Groups by key, of which the longest silent goes when there are too many. */
class Groups<K extends keyof QosSample> {
  forgotten = 0;
  readonly #max: number;
  readonly #shared: readonly K[];
  readonly #groups = new Map<string, { readonly first: QosSample; readonly group: Group }>();

  /** @param shared what the samples of a group have in common */
  constructor(max: number, shared: readonly K[]) {
    this.#max = max;
    this.#shared = shared;
  }

  of(key: string, sample: QosSample): Group {
    const entry = this.#groups.get(key) ?? { first: sample, group: new Group() };
    // Set anew, it is the last in the map's order: the first is the longest silent.
    this.#groups.delete(key);
    this.#groups.set(key, entry);
    if (this.#groups.size > this.#max) {
      const [oldest = key] = this.#groups.keys();
      this.#groups.delete(oldest);
      this.forgotten += 1;
    }
    return entry.group;
  }

  figures(): (Pick<QosSample, K> & GroupFigures)[] {
    return [...this.#groups.values()].map(({ first, group }) => {
      // Every key of the list is taken.
      const subject = Object.fromEntries(this.#shared.map((name) => [name, first[name]])) as Pick<
        QosSample,
        K
      >;
      return { ...subject, ...group.figures() };
    });
  }
}
