import { emplace } from './emplace.js';
import { type ParticipantStay, type Stay, stayOf } from './stay.js';

interface Sides {
  readonly events: ParticipantStay[];
  readonly rows: ParticipantStay[];
}

/**
 * The stays of participants, in their order. An event and a REST row of one user of a Video SDK session have no id in
 * common, and so are two participants; they are one stay where they share a `user_key` that nobody else in the session has.
 */
export function staysOf(participants: readonly ParticipantStay[]): Stay[] {
  const rowOf = new Map<ParticipantStay, ParticipantStay>();
  for (const { events, rows } of sidesByUserKey(participants)) {
    const [[event, ...otherEvents], [row, ...otherRows]] = [events, rows];
    const isUnique = otherEvents.length === 0 && otherRows.length === 0;
    if (event !== undefined && row !== undefined && event !== row && isUnique) rowOf.set(event, row);
  }
  const joined = new Set(rowOf.values());
  return participants.filter((each) => !joined.has(each)).map((each) => stayOf(each, rowOf.get(each)));
}

function sidesByUserKey(participants: readonly ParticipantStay[]): Sides[] {
  const sessions = new Map<object, Map<string, Sides>>();
  for (const participant of participants) {
    const { conference, known, streams } = participant;
    const { userId } = known.value;
    if (conference.product !== 'session' || userId === null) continue;
    const session = emplace(sessions, conference, () => new Map());
    const { events, rows } = emplace(session, userId, () => ({ events: [], rows: [] }));
    const told = [...streams.values()];
    if (told.some(({ webhook }) => webhook.count > 0)) events.push(participant);
    if (told.some(({ rest }) => rest.count > 0)) rows.push(participant);
  }
  return [...sessions.values()].flatMap((session) => [...session.values()]);
}
