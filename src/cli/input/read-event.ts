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
import { BYTE } from './json-bytes.js';
import { type Kinds, type Outcome, rejectedBy, type ValueReader } from './outcome.js';

const OTHER_KIND: Outcome = { status: 'skipped', reason: 'other kind' };

/** Creates a reader of webhook events that gives rows of some kinds. */
export function createEventReader(kinds: Kinds): ValueReader {
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
 * Turns a parsed event into rows of some kinds.
 *
 * @param isPlain whether its JSON has no backslash
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

/** A hint for a value that looks like a REST answer. */
function hintFor(bytes: Uint8Array): string {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isPage =
      typeof value === 'object' && value !== null && ('participants' in value || 'users' in value);
    return isPage && !('event' in value) ? ' For a REST answer, add --source and --conference.' : '';
  } catch {
    return '';
  }
}
