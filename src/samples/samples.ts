import { emptySample } from '../generated/sample.js';
import type { SampleContext } from './context.js';
import { readDetails } from './details.js';
import { instancePart, part, personPart } from './identity.js';
import type { IssueList } from './issue.js';
import type { Participation, QosEntry } from './participation.js';
import type { QosSample } from './sample.js';
import { FIRST_TYPE, type StreamType, streamTypeAfter, unknownType } from './stream-type.js';
import { cleanText, isUnstorable } from './text.js';
import { readDateTime } from './time.js';

/** What all samples of one event or row have in common. */
export type Origin = Pick<SampleContext, 'source' | 'product' | 'window' | 'eventAtMs' | 'accountId'>;

/** What all samples of one participant have in common. */
export type SampleOwner = Origin & Pick<SampleContext, 'conference' | 'participant'>;

/** Turns the items of every participant into samples, in order. */
export function samplesOf(
  origin: Origin,
  participations: readonly Participation<QosEntry>[],
  issues: IssueList,
): QosSample[] {
  const samples: QosSample[] = [];
  for (const { items, path, conference, participant } of participations) {
    const owner: SampleOwner = { ...origin, conference, participant };
    const ownerId = idOfOwner(owner);
    const times = new Map<unknown, MeasuredTime>();
    // The items of one event were mostly measured at one time, which is read once.
    let time = timeOf(undefined);
    let lastType = FIRST_TYPE;
    const context = { path, index: 0, details: {}, issues };
    for (let index = 0; index < items.length; index += 1) {
      // The loop is bounded by the length of the list.
      const item = items[index] as QosEntry;
      if (item.date_time !== time.text) {
        times.set(time.text, time);
        time = times.get(item.date_time) ?? timeOf(item.date_time);
      }
      const known = streamTypeAfter(lastType, item.type);
      if (known !== undefined) lastType = known;
      const stream = known ?? unknownType(cleanText(item.type));
      issues.recordId = idOfItem(ownerId, stream, time);
      const sample = emptySample(owner, stream, issues.recordId, time.ms ?? null);
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

function noteType(
  type: string,
  index: number,
  path: Participation<QosEntry>['path'],
  issues: IssueList,
): void {
  const place = [...path(index), 'type'];
  issues.add('type_unknown', place, type, 'a documented type');
  if (isUnstorable(type)) issues.add('text_cleaned', place, type, 'text without NUL and lone surrogates');
}

/** What the ids of all records of one participant in one event begin with. */
export function idOfOwner(
  owner: Pick<SampleOwner, 'accountId' | 'eventAtMs' | 'conference' | 'participant'> & {
    readonly source: string;
  },
): string {
  const { source, accountId, eventAtMs, conference, participant } = owner;
  return `${source}|${part(accountId)}|${instancePart(conference)}|${personPart(participant)}|${eventAtMs ?? ''}|`;
}

/** A time of measurement: as it came and read, and how many items of each type were measured then. */
interface MeasuredTime {
  readonly text: unknown;
  readonly ms: number | null | undefined;
  readonly idPart: string;
  /** A bit for each known type that has come once. */
  once: number;
  /** How often each other type has come, and each known one that came again. */
  counts: Map<string, number> | undefined;
}

/** Summaries declare no time, but one may come, in any form. */
function timeOf(text: unknown): MeasuredTime {
  const ms = readDateTime(text);
  // What cannot be read still tells items apart.
  const idPart =
    ms === undefined ? part(typeof text === 'string' ? cleanText(text) : null) : String(ms ?? '');
  return { text, ms, idPart, once: 0, counts: undefined };
}

/** The id of an item. An ordinal follows where items of one participant have the same type and time. */
function idOfItem(ownerId: string, stream: Omit<StreamType, 'next'>, time: MeasuredTime): string {
  const id = `${ownerId}${stream.idPart}|${time.idPart}`;
  if (stream.bit !== 0 && (time.once & stream.bit) === 0) {
    time.once |= stream.bit;
    return id;
  }
  time.counts ??= new Map();
  const ordinal = time.counts.get(stream.type) ?? (stream.bit === 0 ? 0 : 1);
  time.counts.set(stream.type, ordinal + 1);
  return ordinal === 0 ? id : `${id}|${ordinal}`;
}
