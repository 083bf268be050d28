import type { Conference, Participant } from '../samples/index.js';

/** What tells whose a sample or a snapshot is. */
export interface Whose {
  readonly accountId: string | null;
  readonly conference: Conference;
  readonly participant: Participant;
}

/** The key of a conference. Its number is shared by all its instances, and by other accounts, so it stands in only. */
export function conferenceKey({ accountId, conference }: Whose): string {
  return JSON.stringify(conference.uuid === null ? [accountId, conference.id] : [conference.uuid]);
}

/** The key of a participant within its conference. */
export function participantKey({ participant }: Whose): string {
  const { id, userId, email, name, role } = participant;
  return JSON.stringify([id ?? userId ?? email ?? name, role]);
}
