import { readDetails } from './details.js';
import { emptySample, type Origin } from './empty-sample.js';
import { issue } from './issue.js';
import { keyOfItem, keyOfStay, keyPart } from './key.js';
import type { QosEntry, Stay } from './stay.js';
import { FIRST_TYPE, streamTypeAfter } from './stream-type.js';
import { readDateTime } from './time.js';
import type { QosSample, SampleIssue } from './types.js';

/** Turns the items of every stay into samples, in order. */
export function samplesOf(
  origin: Origin,
  stays: readonly Stay<QosEntry>[],
  issues: SampleIssue[],
): QosSample[] {
  const samples: QosSample[] = [];
  for (const stay of stays) {
    const { items, path } = stay;
    const stayKey = keyOfStay(origin, stay);
    // Items of one event were mostly measured at one time, which is read once.
    let time = timeOf(undefined, stayKey);
    let lastType = FIRST_TYPE;
    const place = { path, index: 0, details: {}, issues };
    for (let index = 0; index < items.length; index += 1) {
      // The loop is bounded by the length of the list.
      const item = items[index] as QosEntry;
      if (item.date_time !== time.text) time = timeOf(item.date_time, stayKey);
      if (time.ms === undefined) {
        issues.push(issue('time_unreadable', [...path(index), 'date_time'], time.text, 'an RFC 3339 time'));
      }
      const { type } = item;
      const stream = streamTypeAfter(lastType, type);
      if (stream !== undefined) lastType = stream;
      else issues.push(issue('type_unknown', [...path(index), 'type'], type, 'a documented type'));
      const id = keyOfItem(time.key, stream?.key ?? keyPart(type), samples.length);
      const sample = emptySample(id, origin, stay, time.ms ?? null, type, stream);
      samples.push(sample);

      for (const key in item) {
        if (key === 'type' || key === 'details' || key === 'date_time') continue;
        const value: unknown = item[key as keyof QosEntry];
        issues.push(issue('field_unknown', [...path(index), key], value, 'a documented field'));
      }
      place.index = index;
      place.details = item.details;
      readDetails(sample, place);
    }
  }
  return samples;
}

/** A time of measurement: as it came, read, and as part of a key. */
interface Time {
  readonly text: unknown;
  readonly ms: number | null | undefined;
  readonly key: string;
}

/** Where no time is declared, in summaries, one may come in any form. */
function timeOf(text: unknown, stayKey: string): Time {
  return { text, ms: readDateTime(text), key: stayKey + keyPart(typeof text === 'string' ? text : null) };
}
