import { EventParseError } from '../../errors.js';
import {
  type DataEvent,
  type DataSummaryEvent,
  type EventRepair,
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
import { type SampleIssue, toClientSnapshots, toSamples } from '../../samples/index.js';
import { decode, parseJson } from '../../shapes/decode.js';
import { readEnvelope } from './envelope.js';
import { BYTE } from './json-bytes.js';
import {
  type Accepted,
  type Kinds,
  type Outcome,
  type Row,
  rejectedBy,
  type ValueReader,
} from './outcome.js';
import { seemsToBe } from './recognize.js';
import { idPrefixOf, isNothingRead, repairIssues } from './repair-issues.js';

const OTHER_KIND: Accepted = { status: 'skipped', reason: 'other kind', issues: [] };
const CONNECTION: Accepted = { status: 'skipped', reason: 'connection message', issues: [] };

const REST_OPTIONS = 'add --source and --conference';
const ADVICE = { participants: REST_OPTIONS, users: REST_OPTIONS };

/** Creates a reader of webhook events, alone or in a WebSocket message, that gives rows of some kinds. */
export function createEventReader(kinds: Kinds): ValueReader {
  return (bytes) => {
    const result = safeParseEvent(bytes);
    if (result.ok) return readResult(result, !bytes.includes(BYTE.backslash));
    const value = jsonIn(bytes);
    const envelope = readEnvelope(value);
    if (envelope?.kind === 'connection') return CONNECTION;
    if (envelope?.kind === 'message') {
      const message = safeParseEvent(envelope.content);
      return message.ok ? readResult(message, false) : rejectedBy(message.error);
    }
    const rejected = rejectedBy(result.error);
    return { ...rejected, reason: rejected.reason + seemsToBe(value, ADVICE) };
  };

  function readResult(
    result: Extract<ReturnType<typeof safeParseEvent>, { ok: true }>,
    isPlain: boolean,
  ): Outcome {
    const outcome = outcomeOf(result.event, kinds, result, isPlain);
    if (outcome.status !== 'read' || !isNothingRead(outcome.rows, outcome.issues)) return outcome;
    const [lost] = outcome.issues;
    const place = lost === undefined ? '' : `: expected ${lost.expected} at ${lost.path.join('.')}`;
    return {
      status: 'rejected',
      code: 'event_malformed',
      reason: `Nothing in the event can be read${place}.`,
    };
  }
}

/** What was changed in an event when it was parsed. */
interface Repairs {
  readonly repairs: readonly EventRepair[];
  readonly repairsOmitted?: number;
}

/**
 * Turns a parsed event into rows of some kinds.
 *
 * @param isPlain whether its JSON has no backslash
 */
export function outcomeOf(
  event: ZoomEvent | UnknownEvent,
  kinds: Kinds,
  { repairs, repairsOmitted: omitted = 0 }: Repairs = { repairs: [] },
  isPlain = false,
): Accepted {
  let found: { rows: Row[]; issues: readonly SampleIssue[] } | undefined;
  if (isQosEvent(event) || isQosSummaryEvent(event)) {
    if (!kinds.samples) return OTHER_KIND;
    found = samplesIn(event, isPlain);
  } else if (isDataEvent(event) || isDataSummaryEvent(event)) {
    if (!kinds.snapshots) return OTHER_KIND;
    found = snapshotsIn(event);
  }
  const [first] = found?.rows ?? [];
  const recordId = first === undefined ? `${event.event}|${event.event_ts ?? ''}` : idPrefixOf(first);
  const lost = repairIssues(repairs, () => recordId);
  if (found === undefined) {
    const reason = isVideoSdkEvent(event) ? 'other event' : 'unknown event';
    return { status: 'skipped', reason, issues: lost, omitted };
  }
  return {
    status: 'read',
    rows: found.rows,
    issues: lost.length === 0 ? found.issues : [...lost, ...found.issues],
    omitted,
  };
}

function samplesIn(event: QosEvent | QosSummaryEvent, isPlain: boolean) {
  const { samples, issues } = toSamples(event);
  return { rows: samples.map((record): Row => ({ kind: 'sample', record, isPlain })), issues };
}

function snapshotsIn(event: DataEvent | DataSummaryEvent) {
  const { snapshots, issues } = toClientSnapshots(event);
  return { rows: snapshots.map((record): Row => ({ kind: 'snapshot', record })), issues };
}

/** The value of bytes that are JSON. */
function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseJson(decode(bytes) ?? '');
  } catch (error) {
    if (error instanceof EventParseError) return undefined;
    throw error;
  }
}
