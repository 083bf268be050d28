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

/** The key of one item of a stay. Its position tells apart what an event says twice. */
export function keyOfItem(stay: string, type: string, time: string, position: number): string {
  return `${stay}|${escaped(type)}|${escaped(time)}|${position}`;
}

/** A part of a key without the sign that parts are joined with. */
function escaped(part: string): string {
  return part.includes('|') || part.includes('%') ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part;
}
