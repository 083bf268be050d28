import { part, personPart } from '../samples/identity.js';
import type { Participant } from '../samples/index.js';
import type { Treatments } from './redaction-options.js';

/** The place of the person in an id: source, account, instance, person, role, event time, and so on. */
const WHO = 3;

/** A person who is identified by something else than an id in the conference: `~email~anna@example.com~1`. */
const MARKED = /^~(user|zoom|email|name)~([^~]*)(~\d+)?$/;

const KINDS = { user: 'userId', zoom: 'userId', email: 'email', name: 'name' } as const;

/** The id of a record, or the beginning of one, with another participant in it. */
export function replaceWho(id: string, participant: Participant): string {
  const parts = id.split('|');
  const [who = ''] = personPart(participant).split('|');
  if (parts.length > WHO) parts[WHO] = who;
  return parts.join('|');
}

/** The id of a record, or the beginning of one, with its person redacted. */
export async function redactWho(
  id: string,
  treatments: Pick<Treatments, 'email' | 'name' | 'userId'>,
  hash: (kind: 'email' | 'name' | 'userId', text: string) => Promise<string>,
): Promise<string> {
  const parts = id.split('|');
  const [, mark, text = '', ordinal = ''] = MARKED.exec(parts[WHO] ?? '') ?? [];
  if (mark === undefined) return id;
  // The pattern has these words only.
  const kind = KINDS[mark as keyof typeof KINDS];
  if (treatments[kind] === 'keep') return id;
  const hashed = part(await hash(kind, unescaped(text)));
  parts[WHO] = treatments[kind] === 'drop' ? `${hashed}${ordinal}` : `~${mark}~${hashed}${ordinal}`;
  return parts.join('|');
}

/** The text that `part` made a part of an id from. */
function unescaped(text: string): string {
  return text.replaceAll('%7E', '~').replaceAll('%7C', '|').replaceAll('%25', '%');
}
