import {
  type DataEvent,
  type DataSummaryEvent,
  type QosEvent,
  type QosSummaryEvent,
  QSS_EVENT_NAMES,
  safeParseEvent,
  type UnknownEvent,
  VIDEO_SDK_EVENT_NAMES,
  type ZoomEvent,
} from '../../events/index.js';
import { toClientSnapshots, toSamples } from '../../samples/index.js';
import type { Kinds } from './options.js';
import { NOT_JSON, type Outcome, type Read } from './outcome.js';

type Family = 'samples' | 'snapshots' | 'other';

const FAMILIES: ReadonlyMap<string, Family> = new Map<string, Family>([
  ...VIDEO_SDK_EVENT_NAMES.map((name) => [name, 'other'] as const),
  ...QSS_EVENT_NAMES.map(
    (name) => [name, /_data(?:_summary)?$/.test(name) ? 'snapshots' : 'samples'] as const,
  ),
]);

/** A reader of webhook events, which gives rows of the kinds asked for. */
export function createEventReader(kinds: Kinds): Read {
  return (bytes) => {
    const result = safeParseEvent(bytes);
    if (!result.ok) {
      const { code, message } = result.error;
      return { status: 'rejected', code, reason: code === NOT_JSON ? message : message + hintFor(bytes) };
    }
    return outcomeOf(result.event, kinds);
  };
}

/** What comes of an event that has been parsed, in rows of the kinds asked for. */
export function outcomeOf(event: ZoomEvent | UnknownEvent, kinds: Kinds): Outcome {
  const family = FAMILIES.get(event.event);
  if (family === undefined) return { status: 'left', because: 'unknown event' };
  if (family === 'other') return { status: 'left', because: 'other event' };
  if (!kinds[family]) return { status: 'left', because: 'other kind' };
  // What was parsed has the type of its name, and the name is of that family. A guard would walk it once more.
  return family === 'samples'
    ? samplesIn(event as QosEvent | QosSummaryEvent)
    : snapshotsIn(event as DataEvent | DataSummaryEvent);
}

function samplesIn(event: QosEvent | QosSummaryEvent): Outcome {
  const { samples, issues } = toSamples(event);
  return { status: 'read', rows: samples.map((record) => ({ kind: 'sample', record })), issues };
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
