import {
  type DataEvent,
  type DataSummaryEvent,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  isVideoSdkEvent,
  type ParsedEvent,
  type QosEvent,
  type QosSummaryEvent,
  type Repairs,
  safeParseEvent,
  type UnknownEvent,
  type ZoomEvent,
} from '../../events/index.js';
import { part } from '../../samples/identity.js';
import { type SampleIssue, toClientSnapshots, toSamples } from '../../samples/index.js';
import { repairIssues } from '../../samples/repair-issues.js';
import { cleanText } from '../../samples/text.js';
import { decode, parseJson } from '../../shapes/decode.js';
import { NO_REPAIRS } from '../../shapes/repaired.js';
import { isCloudEvent, readEnvelope } from './envelope.js';
import { BYTE } from './json-bytes.js';
import {
  type Accepted,
  type Kinds,
  type Outcome,
  type Row,
  rejectedBy,
  type ValueReader,
} from './outcome.js';
import { recognize, seemsToBe } from './recognize.js';
import { idPrefixOf, lossesOmitted } from './repair-issues.js';

const OTHER_KIND: Accepted = { status: 'skipped', reason: 'other kind', issues: [] };
const CONNECTION: Accepted = { status: 'skipped', reason: 'connection message', issues: [] };

const REST_OPTIONS = 'add --source and --conference';
const ADVICE = {
  record: '`zoom-qss report` reads those',
  participants: REST_OPTIONS,
  users: REST_OPTIONS,
  sqs: 'take the body of each message, as jq does with -r ".Messages[].Body" or ".Records[].body"',
  sns: 'take its Message, as jq does with -r .Message',
  eventBridge: 'take its detail, as jq does with -c .detail',
  request: 'take its body, as jq does with -r .body',
  text: 'unpack it, as jq does with -r .',
};
/** Values without a line break between them, as Firehose writes them. */
const SEVERAL = ' It seems to be several values in one line: separate them, as jq does with -c .';

/** Creates a reader of webhook events, alone or in a WebSocket message, that gives rows of some kinds. */
export function createEventReader(kinds: Kinds): ValueReader {
  const read = (result: ParsedEvent, isPlain: boolean): Accepted =>
    outcomeOf(result.event, kinds, result, isPlain);

  /** Reads what holds an event, or is about a connection; undefined if a value is neither. */
  const readEnveloped = (value: unknown, bytes: Uint8Array): Outcome | undefined => {
    const envelope = readEnvelope(value, bytes);
    if (envelope === undefined) return undefined;
    if (envelope.kind === 'connection') return CONNECTION;
    const { content, place } = envelope;
    const message = safeParseEvent(content);
    if (message.ok) return read(message, false);
    const { code, reason } = rejectedBy(message.error);
    const isMissing = content === undefined || content === null;
    return {
      status: 'rejected',
      code,
      reason: isMissing ? `No event in ${place}.` : `In ${place}: ${reason}`,
    };
  };

  return (bytes) => {
    const result = safeParseEvent(bytes);
    if (result.ok) {
      // An extension of a CloudEvent may be named `event`.
      const enveloped = isCloudEvent(result.event) ? readEnveloped(jsonIn(bytes), bytes) : undefined;
      return enveloped ?? read(result, !bytes.includes(BYTE.backslash));
    }
    // Only a value that is JSON can be something else than an event.
    if (result.error.code !== 'event_malformed') {
      const rejected = rejectedBy(result.error);
      const hint = Buffer.from(bytes).includes('}{') ? SEVERAL : '';
      return { ...rejected, reason: rejected.reason + hint };
    }
    const value = jsonIn(bytes);
    const enveloped = readEnveloped(value, bytes);
    if (enveloped !== undefined) return enveloped;
    const rejected = rejectedBy(result.error);
    // That a malformed event seems to be an event helps nobody.
    const hint = recognize(value) === 'event' ? '' : seemsToBe(value, ADVICE);
    return { ...rejected, reason: rejected.reason + hint };
  };
}

function jsonIn(bytes: Uint8Array): unknown {
  return parseJson(decode(bytes) ?? '');
}

/**
 * Turns a parsed event into rows of some kinds.
 *
 * @param isPlain whether its JSON has no backslash
 */
export function outcomeOf(
  event: ZoomEvent | UnknownEvent,
  kinds: Kinds,
  { repairs, repairsOmitted }: Repairs = NO_REPAIRS,
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
  const recordId = first === undefined ? eventId(event) : idPrefixOf(first);
  const lost = repairIssues(repairs, () => recordId);
  const omitted = lossesOmitted({ repairsOmitted });
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

/** The id for issues of an event without records. Anybody may name an event anything. */
function eventId({ event, event_ts }: ZoomEvent | UnknownEvent): string {
  return `${part(cleanText(event))}|${event_ts ?? ''}`;
}

function samplesIn(event: QosEvent | QosSummaryEvent, isPlain: boolean) {
  const { samples, issues } = toSamples(event);
  return { rows: samples.map((record): Row => ({ kind: 'sample', record, isPlain })), issues };
}

function snapshotsIn(event: DataEvent | DataSummaryEvent) {
  const { snapshots, issues } = toClientSnapshots(event);
  return { rows: snapshots.map((record): Row => ({ kind: 'snapshot', record })), issues };
}
