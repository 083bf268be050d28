import type { Conference, Participant } from './context.js';
import { participantKey } from './identity.js';
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
 * @example
 * const [state] = mergeSnapshots(snapshotsOfOnePerson)
 * console.log(state?.networkType)
 */
export function mergeSnapshots(snapshots: Iterable<ClientSnapshot>): ClientSnapshot[] {
  const merged = new Map<string, ClientSnapshot>();
  for (const snapshot of [...snapshots].sort(byTime)) {
    const key = participantKey(snapshot);
    const before = merged.get(key);
    merged.set(key, before === undefined ? snapshot : mergeTwo(before, snapshot));
  }
  return [...merged.values()];
}

function mergeTwo(earlier: ClientSnapshot, later: ClientSnapshot): ClientSnapshot {
  return {
    ...earlier,
    // In JSON nothing is undefined, but a caller may have made it so: that is "not sent" too.
    ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== undefined)),
    conference: bestKnown<Conference>(earlier.conference, later.conference),
    participant: bestKnown<Participant>(earlier.participant, later.participant),
  } as ClientSnapshot;
}

/** Two records of one person or conference as one: the later says what it knows, the earlier fills the rest. */
export function bestKnown<T extends object>(earlier: T, later: T): T {
  const known = Object.entries(later).filter(([, value]) => value !== null);
  return { ...earlier, ...Object.fromEntries(known) };
}

function byTime(one: ClientSnapshot, other: ClientSnapshot): number {
  const difference = (one.eventAtMs ?? -Infinity) - (other.eventAtMs ?? -Infinity);
  // Two times that are unknown differ by NaN.
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
