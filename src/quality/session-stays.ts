import { emplace } from './emplace.js';
import { inOrder } from './sliced.js';
import { type Stay, stayOf } from './stay.js';
import type { ParticipantStay } from './stay-stream.js';

/** What says whether two participants are one user of a Video SDK session. */
export interface SessionUser {
  /** The session, or anything that stands for it. */
  readonly session: unknown;
  readonly userKey: string | null;
  /** Whether an event told of them. */
  readonly hasEvents: boolean;
  /** Whether a REST row told of them. */
  readonly hasRows: boolean;
}

interface Sides<T> {
  readonly events: T[];
  readonly rows: T[];
}

/**
 * The stays of participants, in their order. An event and a REST row of one user of a Video SDK session have no id in
 * common, and so are two participants; they are one stay where they share a `user_key` that nobody else in the session has.
 */
export function staysOf(participants: readonly ParticipantStay[]): Stay[] {
  const rowOf = rowsByUserKey(participants, sessionUserOf);
  const joined = new Set(rowOf.values());
  return participants.filter((each) => !joined.has(each)).map((each) => stayOf(each, rowOf.get(each)));
}

/** Of each participant of events the one of REST rows who is the same user of a session. */
export function rowsByUserKey<T>(
  participants: readonly T[],
  userOf: (participant: T) => SessionUser | null,
): Map<T, T> {
  const sessions = new Map<unknown, Map<string, Sides<T>>>();
  for (const participant of participants) {
    const user = userOf(participant);
    if (user === null || user.userKey === null) continue;
    const session = emplace(sessions, user.session, () => new Map());
    const { events, rows } = emplace(session, user.userKey, () => ({ events: [], rows: [] }));
    if (user.hasEvents) events.push(participant);
    if (user.hasRows) rows.push(participant);
  }
  const rowOf = new Map<T, T>();
  for (const { events, rows } of [...sessions.values()].flatMap((session) => [...session.values()])) {
    const [[event, ...otherEvents], [row, ...otherRows]] = [events, rows];
    const isUnique = otherEvents.length === 0 && otherRows.length === 0;
    if (event !== undefined && row !== undefined && event !== row && isUnique) rowOf.set(event, row);
  }
  return rowOf;
}

function sessionUserOf({ conference, known, slices }: ParticipantStay): SessionUser | null {
  if (conference.product !== 'session') return null;
  const told = inOrder(slices).flatMap((streams) => [...streams.values()]);
  return {
    session: conference,
    userKey: known.value.userId,
    hasEvents: told.some(({ webhook }) => webhook.count > 0),
    hasRows: told.some(({ rest }) => rest.count > 0),
  };
}
