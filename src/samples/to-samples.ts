import type { QosEvent, QosSummaryEvent } from '../events/index.js';
import type { SampleIssue } from './issue.js';
import { originOf } from './origin.js';
import { qosParticipations } from './participation.js';
import type { SampleResult } from './sample.js';
import { samplesOf } from './samples.js';

/**
 * Turns a QoS event into numeric samples, one for each item of `qos[]`, and the issues met on the way.
 *
 * Units are Zoom's own and stand in the names: kbps, ms, percent, fps, dBm. A lone value of a live event is an average over
 * its interval and goes to `avg`. What is blank is `null`, never 0.
 *
 * @param event an event that was parsed or guarded; it is not changed
 * @throws {EventParseError} `event_malformed`, for an event of another name, which no typed call can give
 * @example
 * const event = parseEvent(body)
 * if (isQosEvent(event)) await store(toSamples(event).samples.map(toRow))
 */
export function toSamples(event: QosEvent | QosSummaryEvent): SampleResult {
  const issues: SampleIssue[] = [];
  const participations = qosParticipations(event);
  const origin = originOf(event, 'interval' as const, issues);
  return { samples: samplesOf(origin, participations, issues), issues };
}
