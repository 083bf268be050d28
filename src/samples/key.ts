import type { Conference, Participant } from './context.js';

/** What keys take from an event or row. */
interface KeyOrigin {
  readonly source: string;
  readonly accountId: string | null;
  readonly eventAtMs: number | null;
}

/** Who was where. */
interface KeyStay {
  readonly conference: Conference;
  readonly participant: Participant;
  readonly who?: string | null;
}

/** The key of a stay: what its items' keys begin with. */
export function keyOfStay(origin: KeyOrigin, { conference, participant, who }: KeyStay): string {
  const { source, accountId, eventAtMs } = origin;
  const instance = conference.uuid ?? conference.id ?? conference.name;
  const person = who ?? participant.id ?? participant.userId ?? participant.email ?? participant.name;
  return `${source}|${keyPart(accountId)}${keyPart(instance)}${keyPart(person)}${keyPart(participant.role)}${eventAtMs ?? ''}|`;
}

/** A part of a key: without the sign that parts end with, and with that sign after it. */
export function keyPart(part: string | null): string {
  if (part === null) return '|';
  return `${part.includes('%') || part.includes('|') ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part}|`;
}

/** The key of one item: its position tells apart what an event says twice. */
export function keyOfItem(time: string, type: string, position: number): string {
  return time + type + position;
}
