import type { Treatments } from './redaction-options.js';

/**
 * Hashes a text of one kind, in the form that it has as a part of an id: so a field and the ids that are made of it have one
 * hash.
 */
export type HashPart = (kind: keyof Treatments, part: string) => Promise<string>;

/** The places in an id: source, account, instance, person, role, event time, time of measurement, and so on. */
const [INSTANCE, WHO, TIME] = [2, 3, 6];

/** The fields that may stand in for an id, by the marks that they have in a part: `~email~anna@example.com~1`. */
const MARKS = {
  conference: { name: 'conferenceName' },
  person: { user: 'userId', zoom: 'userId', email: 'email', name: 'name' },
} as const satisfies Record<string, Record<string, keyof Treatments>>;

const MARKED = /^~([a-z]+)~([^~]*)(~\d+)?$/;

/** What is told of how to redact. */
export interface IdRedaction {
  readonly treatments: Treatments;
  readonly hash: HashPart;
}

/** The id of a record, or the beginning of one, with its conference and person redacted. */
export async function redactId(id: string, redaction: IdRedaction): Promise<string> {
  const parts = id.split('|');
  parts[INSTANCE] &&= await redactPart('conference', parts[INSTANCE], redaction);
  parts[WHO] &&= await redactPart('person', parts[WHO], redaction);
  parts[TIME] &&= await redactTime(parts[TIME], redaction);
  return parts.join('|');
}

/**
 * The part of an id that says who or where, redacted: if a field stands in for an id that is not known, its hash takes its
 * place. That of a dropped field stands without a mark, as an id does.
 */
export async function redactPart(
  owner: keyof typeof MARKS,
  part: string,
  { treatments, hash }: IdRedaction,
): Promise<string> {
  const [, mark = '', text = '', ordinal = ''] = MARKED.exec(part) ?? [];
  const kind = new Map<string, keyof Treatments>(Object.entries(MARKS[owner])).get(mark);
  if (kind === undefined || treatments[kind] === 'keep') return part;
  const hashed = await hash(kind, text);
  return treatments[kind] === 'drop' ? `${hashed}${ordinal}` : `~${mark}~${hashed}${ordinal}`;
}

/** A time that cannot be read may be any text. */
async function redactTime(part: string, { treatments, hash }: IdRedaction): Promise<string> {
  if (!part.startsWith('~') || part === '~' || treatments.issueText === 'keep') return part;
  return `~${await hash('issueText', part.slice(1))}`;
}
