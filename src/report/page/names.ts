import type { Participant } from '../../samples/index.js';
import type { ConferenceData } from '../data.js';
import { capital, clock, dateTime } from './format.js';

/** A participant's display name. For people outside the account Zoom sends only an id, or nothing. */
export function participantName({ name, email, userId, id, role, ordinal }: Participant): string {
  const known = name ?? email ?? userId ?? (id === null ? null : `Participant ${id}`);
  const text = known ?? (role === null ? 'Unnamed participant' : capital(role));
  // Several people in one list may share all that Zoom says of them.
  return ordinal === 0 ? text : `${text} (${ordinal + 1})`;
}

/** The role in a call, unless the name says nothing else. */
export function roleBesideName(participant: Participant): string | null {
  return isNamed(participant) ? participant.role : null;
}

/** A conference's display name: its name, else its number, else its parties, else its product and time. */
export function conferenceName({
  conference,
  product,
  parties,
  timeRange,
  summarisedAtMs,
}: ConferenceData): string {
  if (conference.name !== null) return conference.name;
  if (conference.id !== null) return `${capital(product)} ${conference.id}`;
  const kind = product === 'phone' ? 'Call' : capital(product);
  if (parties.some(isNamed)) return callName(parties);
  if (timeRange !== null) return `${kind}, ${clock(timeRange.startMs)}`;
  return summarisedAtMs === null ? `${kind}, time unknown` : `${kind}, until ${dateTime(summarisedAtMs)}`;
}

function callName(parties: readonly Participant[]): string {
  const [first] = parties;
  if (parties.length > 1 || first === undefined) return parties.map(participantName).join(' → ');
  return `Call ${first.role === 'callee' ? 'to' : 'of'} ${participantName(first)}`;
}

function isNamed({ name, email, userId, id }: Participant): boolean {
  return (name ?? email ?? userId ?? id) !== null;
}
