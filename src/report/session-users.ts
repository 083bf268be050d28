import { rowsByUserKey, type SessionUser } from '../quality/session-stays.js';
import { learnAll } from '../samples/known.js';
import type { Participation } from './participations.js';

/**
 * Joins the events and the REST rows of each user of a session whom a `user_key` of their own tells.
 *
 * @param participations all of one session
 */
export function joinSessionUsers(participations: readonly Participation[]): Participation[] {
  const rowOf = rowsByUserKey(participations, sessionUserOf);
  for (const [participation, row] of rowOf) {
    learnAll(participation.known, row.known);
    participation.samples.push(...row.samples);
  }
  const joined = new Set(rowOf.values());
  return participations.filter((each) => !joined.has(each));
}

function sessionUserOf({ conference, known, samples, snapshots }: Participation): SessionUser {
  const rows = samples.filter(({ sample }) => sample.source.startsWith('rest.')).length;
  return {
    session: conference,
    userKey: known.value.userId,
    hasEvents: samples.length + snapshots.length > rows,
    hasRows: rows > 0,
  };
}
