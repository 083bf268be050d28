import { emptySample } from '../generated/sample.js';
import type { Origin, ParticipantContext } from './context.js';
import { readDetails } from './details.js';
import { instancePart, part, personPart } from './identity.js';
import type { IssueList } from './issue.js';
import { TypeOrdinals } from './ordinals.js';
import type { Participation, QosEntry } from './participation.js';
import type { QosSample } from './sample.js';
import { FIRST_TYPE, type StreamType, streamTypeAfter, unknownType } from './stream-type.js';
import { cleanText, isUnstorable } from './text.js';
import { readDateTime } from './time.js';

/** Turns the items of every participant into samples, in order. */
export function samplesOf(
  origin: Origin,
  participations: readonly Participation<QosEntry>[],
  issues: IssueList,
): QosSample[] {
  const [first] = participations;
  // Only summaries of calls have more than one participant.
  if (first !== undefined && participations.length === 1) return samplesOfOne(origin, first, issues);
  return participations.flatMap((each) => samplesOfOne(origin, each, issues));
}

function samplesOfOne(
  origin: Origin,
  participation: Participation<QosEntry>,
  issues: IssueList,
): QosSample[] {
  const { source, accountId, eventAtMs } = origin;
  const { items, path, conference, participant } = participation;
  const ownerId = idOfOwner({ source, accountId, eventAtMs, conference, participant });
  // Of its final length at once: a list that grows is copied. Pays for the heap of live events.
  const samples = new Array<QosSample>(items.length);
  // The items of one event were mostly measured at one time, which is read once.
  let moment = momentOf(items[0]?.date_time, ownerId);
  // Nearly all events have one time: then there is no Map.
  let moments: Map<string, Moment> | undefined;
  let lastType = FIRST_TYPE;
  const context = { path, index: 0, details: {}, issues };
  for (let index = 0; index < items.length; index += 1) {
    // The loop is bounded by the length of the list.
    const item = items[index] as QosEntry;
    if (item.date_time !== moment.text) {
      moments ??= new Map([[moment.idPrefix, moment]]);
      const next = momentOf(item.date_time, ownerId);
      // Two spellings of one time make one part of an id, and count their types together.
      const { ordinals } = moments.get(next.idPrefix) ?? next;
      moment = { ...next, ordinals };
      moments.set(next.idPrefix, moment);
    }
    const known = streamTypeAfter(lastType, item.type);
    if (known !== undefined) lastType = known;
    const stream = known ?? otherType(item.type);
    const ordinal = moment.ordinals.next(stream);
    const id = `${moment.idPrefix}${stream.idPart}${ordinal === 0 ? '' : `|${ordinal}`}`;
    issues.recordId = id;
    const sample = emptySample(origin, participation, stream, id, moment.ms ?? null);
    samples[index] = sample;

    if (moment.ms === undefined)
      issues.add('time_unreadable', [...path(index), 'date_time'], moment.text, 'an RFC 3339 time');
    if (known === undefined) noteType(item.type, index, path, issues);
    for (const key in item) {
      if (key === 'type' || key === 'details' || key === 'date_time') continue;
      const value: unknown = item[key as keyof QosEntry];
      issues.add('field_unknown', [...path(index), key], value, 'a documented field');
    }
    context.index = index;
    context.details = item.details;
    readDetails(sample, context);
  }
  return samples;
}

/** A type that is not documented as it came. Without characters that databases refuse it may be: then ids number both alike. */
function otherType(text: string): Omit<StreamType, 'next'> {
  const cleaned = cleanText(text);
  const known = cleaned === text ? undefined : streamTypeAfter(FIRST_TYPE, cleaned);
  return known ?? unknownType(cleaned);
}

function noteType(
  type: string,
  index: number,
  path: Participation<QosEntry>['path'],
  issues: IssueList,
): void {
  const place = [...path(index), 'type'];
  issues.add('type_unknown', place, type, 'a documented type');
  if (isUnstorable(type)) issues.addCleaned(place, type);
}

/** What the ids of all records of one participant in one event begin with. */
export function idOfOwner(owner: IdOrigin & ParticipantContext): string {
  const { source, accountId, eventAtMs, conference, participant } = owner;
  return `${source}|${part(accountId)}|${instancePart(conference)}|${personPart(participant)}|${msPart(eventAtMs)}|`;
}

type IdOrigin = Pick<Origin, 'accountId' | 'eventAtMs'> & { readonly source: string };

/** How the ids of all records begin that are read from one event. */
export function commonIdPrefix(origin: IdOrigin, participations: readonly ParticipantContext[]): string {
  const [first, second] = participations;
  if (first !== undefined && second === undefined) return idOfOwner({ ...origin, ...first });
  const conference = first === undefined ? '' : `${instancePart(first.conference)}|`;
  return `${origin.source}|${part(origin.accountId)}|${conference}`;
}

/** A time of measurement, of one participant. */
interface Moment {
  /** The time as it came. */
  readonly text: unknown;
  readonly ms: number | null | undefined;
  /** What the ids of its samples begin with. */
  readonly idPrefix: string;
  readonly ordinals: TypeOrdinals;
}

/** Summaries declare no time, but one may come, in any form. */
function momentOf(text: unknown, ownerId: string): Moment {
  const ms = readDateTime(text);
  // What cannot be read still tells items apart. A `~`, which parts never hold, marks it: it may spell the digits of another.
  const idPart =
    ms === undefined ? `~${part(typeof text === 'string' ? cleanText(text) : null)}` : msPart(ms);
  return { text, ms, idPrefix: `${ownerId}${idPart}|`, ordinals: new TypeOrdinals() };
}

/**
 * A time as a part of an id. `toFixed` gives the digits that `String` gives; that one keeps them in a cache of V8, whose upkeep
 * takes longer than all else here. Pays for a tenth of a live event.
 */
function msPart(ms: number | null): string {
  return ms === null ? '' : ms.toFixed();
}
