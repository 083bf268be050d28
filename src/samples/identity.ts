import { ArgumentError } from '../errors.js';
import { isObject } from '../shapes/conforms.js';
import type { Conference, Participant, Product } from './context.js';
import { digest } from './digest.js';

/** What tells one conference from another. */
export interface ConferenceIdentity {
  /** The kind of conference. */
  readonly product: Product;
  /** The Zoom account. */
  readonly accountId: string | null;
  /** Its ids and name, of which the first that is known counts. */
  readonly conference: Pick<Conference, 'uuid' | 'id' | 'name'>;
}

/** What tells one participant from another. */
export interface ParticipantIdentity extends ConferenceIdentity {
  /** Their ids, name and e-mail, of which the first that is known counts. */
  readonly participant: PersonIdentity;
}

/** What tells one person of a conference from another. */
export type PersonIdentity = Omit<Participant, 'isOriginalHost'>;

/**
 * The key of the conference that a sample or a snapshot belongs to: product, account, and the one instance of the meeting,
 * webinar, session or call. Where the instance is not known, the key has the meeting number, which all instances share. A part
 * of more than 200 characters is cut and ends in a hash, so that every database can index the key.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a sample, a snapshot or a like record
 * @example
 * const byConference = Map.groupBy(samples, conferenceKey)
 */
export function conferenceKey(identity: ConferenceIdentity): string {
  if (!isObject(identity) || !isObject(identity.conference)) throw notARecord();
  const { product, accountId, conference } = identity;
  return `${product}|${part(accountId)}|${instancePart(conference)}`;
}

/**
 * The key of the participant that a sample or a snapshot belongs to, within their conference. It rests on the first that is
 * known of: id in the conference, user id, Zoom user id, e-mail, name; and on the ordinal, where several people in one list
 * share it. Caller and callee of one call are two people.
 *
 * Live events, summaries and REST rows of one person in a meeting or webinar have the same key. An event and a REST row of a
 * Video SDK session do not: Zoom gives the rows no id that the events have.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a sample, a snapshot or a like record
 * @example
 * const byParticipant = Map.groupBy(samples, participantKey)
 */
export function participantKey(identity: ParticipantIdentity): string {
  return `${conferenceKey(identity)}|${personPart(identity.participant)}`;
}

function notARecord(): ArgumentError {
  return new ArgumentError('record', 'a sample or a snapshot: call toSamples or toClientSnapshots first');
}

/** The part of an id that names the instance of a conference. A `~`, which parts never hold, marks anything but a uuid. */
export function instancePart({ uuid, id, name }: ConferenceIdentity['conference']): string {
  if (uuid !== null) return part(uuid);
  if (id !== null) return `~id~${part(id)}`;
  return name === null ? '' : `~name~${part(name)}`;
}

/** The two parts of an id that name a person: who, and their role in a call. */
export function personPart(person: PersonIdentity): string {
  if (!isObject(person)) throw notARecord();
  const { id, userId, zoomUserId, email, name, role, ordinal } = person;
  let who = '';
  if (id !== null) who = part(id);
  else if (userId !== null) who = `~user~${part(userId)}`;
  else if (zoomUserId !== null) who = `~zoom~${part(zoomUserId)}`;
  else if (email !== null) who = `~email~${part(email)}`;
  else if (name !== null) who = `~name~${part(name)}`;
  return `${ordinal === 0 ? who : `${who}~${ordinal}`}|${part(role)}`;
}

const SPECIAL = /[%|~]/;

/** More than any id of Zoom's. Keys and ids stay short enough for the index of every database. */
const MOST_CHARACTERS = 200;

/**
 * A text as a part of an id, without the characters that separate and mark parts. A longer text than any of Zoom's is cut, and
 * ends in a hash of the whole.
 */
export function part(text: string | null): string {
  // Records of untyped callers may lack a field.
  if (text === null || text === undefined) return '';
  const escaped = SPECIAL.test(text)
    ? text.replaceAll('%', '%25').replaceAll('|', '%7C').replaceAll('~', '%7E')
    : text;
  return escaped.length > MOST_CHARACTERS ? cut(escaped) : escaped;
}

/** No other part has a percent sign before such a letter. Databases refuse the half of a pair of surrogates. */
function cut(text: string): string {
  return `${text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}%x${digest(text)}`;
}
