import { ArgumentError } from '../errors.js';
import {
  type EventRepair,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  QSS_EVENT_NAMES,
  type UnknownEvent,
  type ZoomEvent,
} from '../events/index.js';
import { toClientSnapshots, toSamples } from '../samples/index.js';
import { repairIssues } from '../samples/repair-issues.js';
import { idOfOwner } from '../samples/samples.js';
import type { Batch } from './batch.js';

/**
 * Turns an event into a batch: the samples of a QoS event or the snapshots of a data event, and the issues. Every other event
 * gives an empty batch. What parsing repaired is stored as an issue, too: a missing or null field as `field_missing`, an
 * unreadable one as `field_unreadable`. A lossless conversion is no issue.
 *
 * @param repairs those of `safeParseEvent`, or of the receiver's delivery
 * @throws {ArgumentError} `argument_invalid`, for anything but an event and its repairs; no typed call can give it
 * @example
 * const onEvent = (event, { repairs }) => store.write(toBatch(event, repairs))
 */
export function toBatch(event: ZoomEvent | UnknownEvent, repairs: readonly EventRepair[] = []): Batch {
  if (!Array.isArray(repairs))
    throw new ArgumentError('repairs', 'the repairs of safeParseEvent or of a delivery');
  const found = recordsOf(event);
  if (found === undefined) return { samples: [], snapshots: [], issues: [] };
  const { samples, snapshots } = found;
  const first = samples[0] ?? snapshots[0];
  const eventId = first === undefined ? `${event.event}|${event.event_ts ?? ''}` : idOfOwner(first);
  return { samples, snapshots, issues: [...repairIssues(repairs, () => eventId), ...found.issues] };
}

function recordsOf(event: ZoomEvent | UnknownEvent): Batch | undefined {
  if (isQosEvent(event) || isQosSummaryEvent(event)) return { snapshots: [], ...toSamples(event) };
  if (isDataEvent(event) || isDataSummaryEvent(event)) return { samples: [], ...toClientSnapshots(event) };
  const name: unknown = Object(event).event;
  // Of a QSS event one of the above is true, unless its members are not those that parseEvent ensures.
  if (typeof name !== 'string' || QSS_EVENT_NAMES.some((known) => known === name))
    throw new ArgumentError(
      'event',
      'what parseEvent or safeParseEvent returned, or a receiver passed to a handler',
    );
  return undefined;
}
