import { emptySample } from '../generated/sample.js';
import type { SampleContext } from './context.js';
import { readDetails } from './details.js';
import { issue, type SampleIssue } from './issue.js';
import { keyOfItem, keyOfStay, keyPart } from './key.js';
import type { Participation, QosEntry } from './participation.js';
import type { QosSample } from './sample.js';
import { FIRST_TYPE, streamTypeAfter, unknownType } from './stream-type.js';
import { readDateTime } from './time.js';

/** What all samples of one event or row have in common. */
export type Origin = Pick<SampleContext, 'source' | 'product' | 'window' | 'eventAtMs' | 'accountId'>;

/** What all samples of one participant have in common. */
export type SampleOwner = Origin & Pick<SampleContext, 'conference' | 'participant'>;

/** Turns the items of every participant into samples, in order. */
export function samplesOf(
  origin: Origin,
  participations: readonly Participation<QosEntry>[],
  issues: SampleIssue[],
): QosSample[] {
  const samples: QosSample[] = [];
  for (const participation of participations) {
    const { items, path, conference, participant } = participation;
    const owner: SampleOwner = { ...origin, conference, participant };
    const stayKey = keyOfStay(origin, participation);
    // The items of one event were mostly measured at one time, which is read once.
    let time = timeOf(undefined, stayKey);
    let lastType = FIRST_TYPE;
    const context = { path, index: 0, details: {}, issues };
    for (let index = 0; index < items.length; index += 1) {
      // The loop is bounded by the length of the list.
      const item = items[index] as QosEntry;
      if (item.date_time !== time.text) time = timeOf(item.date_time, stayKey);
      if (time.ms === undefined) {
        issues.push(issue('time_unreadable', [...path(index), 'date_time'], time.text, 'an RFC 3339 time'));
      }
      const { type } = item;
      const known = streamTypeAfter(lastType, type);
      if (known !== undefined) lastType = known;
      else issues.push(issue('type_unknown', [...path(index), 'type'], type, 'a documented type'));
      const stream = known ?? unknownType(type);
      const id = keyOfItem(time.key, stream.key, samples.length);
      const sample = emptySample(owner, stream, id, time.ms ?? null);
      samples.push(sample);

      for (const key in item) {
        if (key === 'type' || key === 'details' || key === 'date_time') continue;
        const value: unknown = item[key as keyof QosEntry];
        issues.push(issue('field_unknown', [...path(index), key], value, 'a documented field'));
      }
      context.index = index;
      context.details = item.details;
      readDetails(sample, context);
    }
  }
  return samples;
}

/** A time of measurement: as it came, read, and as part of a key. */
interface MeasuredTime {
  readonly text: unknown;
  readonly ms: number | null | undefined;
  readonly key: string;
}

/** Summaries declare no time, but one may come, in any form. */
function timeOf(text: unknown, stayKey: string): MeasuredTime {
  return { text, ms: readDateTime(text), key: stayKey + keyPart(typeof text === 'string' ? text : null) };
}
