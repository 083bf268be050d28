import { ArgumentError } from '../errors.js';
import type { Conference, Participant } from './context.js';
import { participantKey } from './identity.js';
import { type Known, learn, nothingKnown } from './known.js';
import type { ClientSnapshot } from './snapshot.js';

/**
 * Merges the snapshots of each participant into one: the state that their changes add up to. Each field has the value that was
 * sent last; a field that was never sent stays absent, and one that was last sent blank is `null`. The order of the snapshots
 * and how they are spread over events do not matter: they are sorted by event time, then by id. Conference and participant
 * have the best-known names and ids.
 *
 * Merge the snapshots themselves, not what an earlier merge returned: a merged one has lost the times of its fields.
 *
 * @returns one snapshot a participant, with the id and time of their last one
 * @throws {ArgumentError} `argument_invalid`, for anything but a list of snapshots
 * @example
 * const [state] = mergeSnapshots(snapshotsOfOnePerson)
 * console.log(state?.networkType)
 */
export function mergeSnapshots(snapshots: Iterable<ClientSnapshot>): ClientSnapshot[] {
  const merged = new Map<string, MergedSnapshot>();
  for (const [key, snapshot] of withKeys(snapshots)) {
    const { conference, participant, eventAtMs } = snapshot;
    const state: MergedSnapshot = merged.get(key) ?? {
      snapshot,
      conference: nothingKnown(conference),
      participant: nothingKnown(participant),
    };
    // In JSON nothing is undefined, but a caller may have made it so: that is "not sent" too.
    const sent = Object.entries(snapshot).filter(([, value]) => value !== undefined);
    state.snapshot = { ...state.snapshot, ...Object.fromEntries(sent) };
    learn(state.conference, conference, eventAtMs);
    learn(state.participant, participant, eventAtMs);
    merged.set(key, state);
  }
  return [...merged.values()].map(({ snapshot, conference, participant }) => ({
    ...snapshot,
    conference: conference.value,
    participant: participant.value,
  }));
}

/** The snapshots of one participant, merged. */
interface MergedSnapshot {
  snapshot: ClientSnapshot;
  readonly conference: Known<Conference>;
  readonly participant: Known<Participant>;
}

/** The snapshots by event time, each with the key of its participant. */
function withKeys(snapshots: Iterable<ClientSnapshot>): (readonly [string, ClientSnapshot])[] {
  if (typeof snapshots?.[Symbol.iterator] !== 'function')
    throw new ArgumentError('snapshots', 'a list of snapshots');
  return [...snapshots]
    .map((snapshot) => [participantKey(snapshot), snapshot] as const)
    .sort(([, one], [, other]) => byTime(one, other));
}

function byTime(one: ClientSnapshot, other: ClientSnapshot): number {
  const difference = (one.eventAtMs ?? -Infinity) - (other.eventAtMs ?? -Infinity);
  // Two times that are unknown differ by NaN.
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  // The ids of one participant and event differ by an ordinal at their end: the longer of two is the greater number.
  if (one.id.length !== other.id.length) return one.id.length - other.id.length;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
