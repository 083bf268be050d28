import {
  type DataEvent,
  type DataSummaryEvent,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  isVideoSdkEvent,
  type QosEvent,
  type QosSummaryEvent,
  safeParseEvent,
  type UnknownEvent,
  type ZoomEvent,
} from '../../events/index.js';
import { toClientSnapshots, toSamples } from '../../samples/index.js';
import type { Kinds } from '../commands/normalize/options.js';
import { BYTE } from './json-bytes.js';
import { type Outcome, type Read, rejectedBy } from './outcome.js';

const OTHER_KIND: Outcome = { status: 'skipped', reason: 'other kind' };

/** A reader of webhook events, which gives rows of the kinds asked for. */
export function createEventReader(kinds: Kinds): Read {
  return (bytes) => {
    const result = safeParseEvent(bytes);
    if (!result.ok) {
      const rejected = rejectedBy(result.error);
      return { ...rejected, reason: rejected.reason + hintFor(bytes) };
    }
    return outcomeOf(result.event, kinds, !bytes.includes(BYTE.backslash));
  };
}

/**
 * What comes of an event that has been parsed, in rows of the kinds asked for.
 *
 * @param isPlain whether its JSON is known to have no escape in it
 */
export function outcomeOf(event: ZoomEvent | UnknownEvent, kinds: Kinds, isPlain = false): Outcome {
  if (isQosEvent(event) || isQosSummaryEvent(event))
    return kinds.samples ? samplesIn(event, isPlain) : OTHER_KIND;
  if (isDataEvent(event) || isDataSummaryEvent(event))
    return kinds.snapshots ? snapshotsIn(event) : OTHER_KIND;
  return { status: 'skipped', reason: isVideoSdkEvent(event) ? 'other event' : 'unknown event' };
}

function samplesIn(event: QosEvent | QosSummaryEvent, isPlain: boolean): Outcome {
  const { samples, issues } = toSamples(event);
  return { status: 'read', rows: samples.map((record) => ({ kind: 'sample', record, isPlain })), issues };
}

function snapshotsIn(event: DataEvent | DataSummaryEvent): Outcome {
  const { snapshots, issues } = toClientSnapshots(event);
  return { status: 'read', rows: snapshots.map((record) => ({ kind: 'snapshot', record })), issues };
}

/** What a value that is no event may be instead. */
function hintFor(bytes: Uint8Array): string {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isPage =
      typeof value === 'object' && value !== null && ('participants' in value || 'users' in value);
    return isPage && !('event' in value) ? ' For a REST answer give --source and --conference.' : '';
  } catch {
    return '';
  }
}
