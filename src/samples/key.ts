import type { Conference, Participant } from './types.js';

/** What a natural key is made of, besides the item itself. */
export interface KeyParts {
  readonly source: string;
  readonly accountId: string | null;
  readonly conference: Conference;
  readonly participant: Participant;
  readonly eventAtMs: number | null;
}

/** The key of a stay: what its items' keys begin with. */
export function keyOfStay({ source, accountId, conference, participant, eventAtMs }: KeyParts): string {
  const instance = conference.uuid ?? conference.id;
  const who = participant.id ?? participant.userId ?? participant.email;
  return [source, accountId, instance, who, participant.role, eventAtMs]
    .map((part) => escaped(String(part ?? '')))
    .join('|');
}

/** The key of what was measured at one time of a stay. */
export function keyOfTime(stay: string, time: string): string {
  return `${stay}|${escaped(time)}|`;
}

/** The key of one item. Its position tells apart what an event says twice. */
export function keyOfItem(time: string, type: string, position: number): string {
  return `${time}${escaped(type)}|${position}`;
}

/** A part of a key without the sign that parts are joined with. */
function escaped(part: string): string {
  return part.includes('|') || part.includes('%') ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part;
}
