import { emptySample } from '../generated/sample.js';
import type { Origin, SampleOwner } from './context.js';
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
  const samples: QosSample[] = [];
  const { source, product, span, eventAtMs, accountId } = origin;
  for (const { items, path, conference, participant } of participations) {
    // Spelled out: V8 gives each object that is made by spreading a hidden class of its own. Pays for a fifth of a live event.
    const owner: SampleOwner = { source, product, span, eventAtMs, accountId, conference, participant };
    const ownerId = idOfOwner(owner);
    // The items of one event were mostly measured at one time, which is read once.
    let time = timeOf(items[0]?.date_time);
    let ordinals = new TypeOrdinals();
    // Nearly all events have one time: then there is no Map.
    let ordinalsByTime: Map<string, TypeOrdinals> | undefined;
    let lastType = FIRST_TYPE;
    const context = { path, index: 0, details: {}, issues };
    for (let index = 0; index < items.length; index += 1) {
      // The loop is bounded by the length of the list.
      const item = items[index] as QosEntry;
      if (item.date_time !== time.text) {
        // Two spellings of one time make one part of an id.
        ordinalsByTime ??= new Map([[time.idPart, ordinals]]);
        time = timeOf(item.date_time);
        ordinals = ordinalsByTime.get(time.idPart) ?? new TypeOrdinals();
        ordinalsByTime.set(time.idPart, ordinals);
      }
      const known = streamTypeAfter(lastType, item.type);
      if (known !== undefined) lastType = known;
      const stream = known ?? otherType(item.type);
      const ordinal = ordinals.next(stream);
      const id = `${ownerId}${stream.idPart}${time.idPart}${ordinal === 0 ? '' : `|${ordinal}`}`;
      issues.recordId = id;
      const sample = emptySample(owner, stream, id, time.ms ?? null);
      samples.push(sample);

      if (time.ms === undefined)
        issues.add('time_unreadable', [...path(index), 'date_time'], time.text, 'an RFC 3339 time');
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
export function idOfOwner(
  owner: Pick<SampleOwner, 'accountId' | 'eventAtMs' | 'conference' | 'participant'> & {
    readonly source: string;
  },
): string {
  const { source, accountId, eventAtMs, conference, participant } = owner;
  return `${source}|${part(accountId)}|${instancePart(conference)}|${personPart(participant)}|${msPart(eventAtMs)}|`;
}

/** How the ids of all records begin that are read from one event. */
export function commonIdPrefix(
  origin: Pick<SampleOwner, 'accountId' | 'eventAtMs'> & { readonly source: string },
  participations: readonly Pick<SampleOwner, 'conference' | 'participant'>[],
): string {
  const [first, second] = participations;
  if (first !== undefined && second === undefined)
    return idOfOwner({ ...origin, conference: first.conference, participant: first.participant });
  const conference = first === undefined ? '' : `${instancePart(first.conference)}|`;
  return `${origin.source}|${part(origin.accountId)}|${conference}`;
}

/** A time of measurement: as it came, read, and as a part of an id. */
interface MeasuredTime {
  readonly text: unknown;
  readonly ms: number | null | undefined;
  readonly idPart: string;
}

/** Summaries declare no time, but one may come, in any form. */
function timeOf(text: unknown): MeasuredTime {
  const ms = readDateTime(text);
  // What cannot be read still tells items apart. A `~`, which parts never hold, marks it: it may spell the digits of another.
  const idPart =
    ms === undefined ? `~${part(typeof text === 'string' ? cleanText(text) : null)}` : msPart(ms);
  return { text, ms, idPart };
}

/**
 * A time as a part of an id. `toFixed` gives the digits that `String` gives; that one keeps them in a cache of V8, whose upkeep
 * takes longer than all else here. Pays for a tenth of a live event.
 */
function msPart(ms: number | null): string {
  return ms === null ? '' : ms.toFixed();
}
