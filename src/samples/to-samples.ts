import type { QosEvent, QosSummaryEvent } from '../events/index.js';
import { asArgumentError } from './event-argument.js';
import { IssueList } from './issue.js';
import { noteEvent } from './note-event.js';
import { originOf } from './origin.js';
import { qosParticipations } from './participation.js';
import type { SampleResult } from './sample.js';
import { samplesOf } from './samples.js';

/**
 * Turns a QoS event into numeric samples, one for each item of `qos[]`, and the issues found on the way.
 *
 * The names contain the units, which are Zoom's own: kbps, ms, percent, fps, dBm. The only value of a live event is an average
 * over its interval and goes to `avg`. A blank is `null`, never 0.
 *
 * @param event an event that was parsed or guarded; it is not changed
 * @throws {ArgumentError} `argument_invalid`, for anything but a QoS event; no typed call can give it
 * @example
 * const event = parseEvent(body)
 * if (isQosEvent(event)) await store(toSamples(event).samples.map(toRow))
 */
export function toSamples(event: QosEvent | QosSummaryEvent): SampleResult {
  try {
    const issues = new IssueList();
    const origin = originOf(event, 'interval' as const, issues);
    const participations = qosParticipations(event, issues);
    noteEvent(event, origin, participations, issues);
    const samples = samplesOf(origin, participations, issues);
    return { samples, issues: issues.all };
  } catch (error) {
    throw asArgumentError(error, event, 'toSamples');
  }
}
