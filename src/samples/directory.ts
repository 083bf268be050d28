import { requireOptions } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import type { Conference, Participant } from './context.js';
import { conferenceKey, type ParticipantIdentity, participantKey } from './identity.js';
import { type Known, learn, nothingKnown } from './known.js';

/** A record that says who and where: a sample or a snapshot. */
export type IdentifiedRecord = Omit<ParticipantIdentity, 'conference' | 'participant'> & {
  /** The meeting, webinar, session or call. */
  readonly conference: Conference;
  /** Whose it is. */
  readonly participant: Participant;
  /** When the event was made, in milliseconds since the epoch. */
  readonly eventAtMs: number | null;
};

/** What is known of people and conferences. */
export interface Directory {
  /** Learns from a record. */
  add(record: IdentifiedRecord): void;
  /** The participant of a record, with what other records said of them. */
  participantOf(record: IdentifiedRecord): Participant;
  /** The conference of a record, with what other records said of it. */
  conferenceOf(record: IdentifiedRecord): Conference;
  /** How many people and conferences were forgotten to keep within `maxEntries`. */
  readonly forgotten: number;
}

/** Options of `createDirectory`. */
export interface DirectoryOptions {
  /**
   * How many people, and how many conferences, are kept. Beyond it the one not seen for longest is forgotten. 10,000 by
   * default.
   */
  readonly maxEntries?: number | undefined;
}

/**
 * Makes a directory: it knows the best-known name, e-mail, user id and number of each participant and conference. Events say
 * different parts of these: live events have no name, summaries have one. A record fills what earlier ones did not say, in
 * any order of arrival; of two values that differ, the one with the later event time stands. Records without a time, as REST
 * rows, count as earlier than all others.
 *
 * @throws {ArgumentError} `argument_invalid`, for a `maxEntries` that is not a whole number of at least 1
 * @example
 * const directory = createDirectory()
 * for (const sample of samples) directory.add(sample)
 * console.log(samples.map((sample) => directory.participantOf(sample).name))
 */
export function createDirectory(options: DirectoryOptions = {}): Directory {
  requireOptions(options, 'createDirectory', { maxEntries: 0 }, 'an object, such as { maxEntries: 1000 }');
  const { maxEntries = 10_000 } = options;
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 1)
    throw new ArgumentError('maxEntries', 'a whole number of at least 1');
  const participants = new Entries<Participant>(maxEntries);
  const conferences = new Entries<Conference>(maxEntries);
  return {
    add(record) {
      participants.add(participantKey(record), record.participant, record.eventAtMs);
      conferences.add(conferenceKey(record), record.conference, record.eventAtMs);
    },
    participantOf: (record) => participants.get(participantKey(record), record.participant),
    conferenceOf: (record) => conferences.get(conferenceKey(record), record.conference),
    get forgotten() {
      return participants.forgotten + conferences.forgotten;
    },
  };
}

/** What is known by key. */
class Entries<T extends object> {
  forgotten = 0;
  readonly #max: number;
  readonly #entries = new Map<string, Known<T>>();

  constructor(max: number) {
    this.#max = max;
  }

  add(key: string, said: T, eventAtMs: number | null): void {
    const known = this.#entries.get(key) ?? nothingKnown(said);
    // The last in the order of a Map is the one seen last.
    this.#entries.delete(key);
    this.#entries.set(key, known);
    learn(known, said, eventAtMs);
    if (this.#entries.size > this.#max) {
      const [oldest = key] = this.#entries.keys();
      this.#entries.delete(oldest);
      this.forgotten += 1;
    }
  }

  /** What is known, and of what is not, what the record itself says. */
  get(key: string, said: T): T {
    const known = this.#entries.get(key);
    if (known === undefined) return said;
    const values = Object.entries(known.value).filter(([, value]) => value !== null);
    return { ...said, ...Object.fromEntries(values) };
  }
}
