import { METRIC_NAMES } from './detail-fields.js';
import { type Draft, readDetails } from './details.js';
import { issue } from './issue.js';
import { keyOfItem, keyOfStay } from './key.js';
import type { QosEntry, Stay } from './stay.js';
import { streamTypeOf } from './stream-type.js';
import { readDateTime } from './time.js';
import type { QosSample, SampleIssue } from './types.js';

/** What all samples of one event or row have in common. */
export type Origin = Pick<QosSample, 'source' | 'product' | 'window' | 'eventAtMs' | 'accountId'>;

/** A sample without a value: copied for each item, which is faster than naming every field anew. */
const BLANK = {
  id: '',
  source: 'rest.meeting',
  product: 'meeting',
  window: 'summary',
  measuredAtMs: null,
  eventAtMs: null,
  accountId: null,
  conference: { uuid: null, id: null, name: null },
  participant: { id: null, userId: null, name: null, email: null, role: null },
  type: '',
  media: null,
  direction: null,
  path: null,
  // One null per metric: the table has their names.
  ...(Object.fromEntries(METRIC_NAMES.map((name) => [name, null])) as Pick<
    QosSample,
    (typeof METRIC_NAMES)[number]
  >),
  resolution: null,
  cpuPressure: null,
  quality: null,
  qualityScore: null,
  mos: null,
  network: null,
  notification: null,
} satisfies QosSample;

/** Turns the items of every stay into samples, in order. */
export function samplesOf(
  origin: Origin,
  stays: readonly Stay<QosEntry>[],
  issues: SampleIssue[],
): QosSample[] {
  const samples: QosSample[] = [];
  for (const { conference, participant, items, path } of stays) {
    const blank: Draft = { ...BLANK, ...origin, conference, participant };
    const stayKey = keyOfStay(blank);
    // Items of one event were mostly measured at one time, which is read once.
    let time: { text: string; ms: number | null | undefined } | undefined;
    for (let index = 0; index < items.length; index += 1) {
      // The loop is bounded by the length of the list.
      const item = items[index] as QosEntry;
      const sample = { ...blank };
      samples.push(sample);

      sample.type = item.type;
      const stream = streamTypeOf(item.type);
      if (stream === undefined)
        issues.push(issue('type_unknown', [...path(index), 'type'], item.type, 'a documented type'));
      else {
        sample.media = stream.media;
        sample.direction = stream.direction;
        sample.path = stream.path;
      }

      if (item.date_time !== undefined) {
        if (item.date_time !== time?.text) time = { text: item.date_time, ms: readDateTime(item.date_time) };
        if (time.ms !== undefined) sample.measuredAtMs = time.ms;
        else
          issues.push(issue('time_unreadable', [...path(index), 'date_time'], time.text, 'an RFC 3339 time'));
      }

      sample.id = keyOfItem(stayKey, item.type, item.date_time ?? '', samples.length - 1);
      for (const key in item) {
        if (key === 'type' || key === 'details' || key === 'date_time') continue;
        const value: unknown = item[key as keyof QosEntry];
        issues.push(issue('field_unknown', [...path(index), key], value, 'a documented field'));
      }
      readDetails(item.details, sample, () => [...path(index), 'details'], issues);
    }
  }
  return samples;
}
