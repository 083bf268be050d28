import type { ZoomEventMap } from '../generated/event-map.js';
import { QSS_EVENT_NAMES } from '../generated/event-map.js';
import { conforms, isObject, isPlain } from '../shapes/conforms.js';
import { eventShape } from './event-shape.js';
import type {
  DataEvent,
  DataSummaryEvent,
  MeetingEvent,
  PhoneEvent,
  QosEvent,
  QosSummaryEvent,
  QssEvent,
  SessionEvent,
  VideoSdkEvent,
  WebinarEvent,
  ZoomEvent,
} from './types.js';

const QSS_NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set(QSS_EVENT_NAMES);

/** Whether a value has a known name of the family asked for, and the type of that name. */
function isOneOf(value: unknown, belongs: (name: string) => boolean): boolean {
  try {
    if (!isObject(value)) return false;
    const { event: name } = value;
    const shape = eventShape(name);
    // Only names have shapes.
    return shape !== undefined && belongs(name as string) && isPlain(value) && conforms(value, shape);
  } catch {
    // A getter or a proxy of the caller's threw: such a value is not an event.
    return false;
  }
}

/**
 * Whether a value is an event this library knows, with exactly the declared type: a plain object, as `JSON.parse` makes it.
 * It changes nothing. If it returns false for a parsed event, that event is an `UnknownEvent`.
 *
 * @example
 * const event = parseEvent(body)
 * if (isKnownEvent(event)) switch (event.event) { case 'meeting.participant_qos': … }
 */
export function isKnownEvent(value: unknown): value is ZoomEvent {
  return isOneOf(value, () => true);
}

/**
 * Whether a value is an event of any of the names given, with exactly the declared type.
 *
 * @example
 * if (isEvent(event, 'meeting.participant_qos', 'webinar.participant_qos')) event.payload.object.participant.qos
 */
export function isEvent<N extends keyof ZoomEventMap>(
  value: unknown,
  ...names: readonly N[]
): value is ZoomEventMap[N] {
  return isOneOf(value, (name) => (names as readonly string[]).includes(name));
}

/** Whether a value is one of the 14 QSS events. */
export function isQssEvent(value: unknown): value is QssEvent {
  return isOneOf(value, (name) => QSS_NAMES.has(name));
}

/** Whether a value is one of the Video SDK events: 34 of Zoom's document and 4 published since. */
export function isVideoSdkEvent(value: unknown): value is VideoSdkEvent {
  return isOneOf(value, (name) => !QSS_NAMES.has(name));
}

/** Whether a value is a QoS event sent while the conference or call runs. */
export function isQosEvent(value: unknown): value is QosEvent {
  return isOneOf(value, (name) => name.endsWith('_qos'));
}

/** Whether a value is a QoS summary, sent when somebody leaves or hangs up. */
export function isQosSummaryEvent(value: unknown): value is QosSummaryEvent {
  return isOneOf(value, (name) => name.endsWith('_qos_summary'));
}

/** Whether a value is a data event, sent when a device, network or client changes. */
export function isDataEvent(value: unknown): value is DataEvent {
  return isOneOf(value, (name) => name.endsWith('_data'));
}

/** Whether a value is a data summary, sent when somebody leaves. */
export function isDataSummaryEvent(value: unknown): value is DataSummaryEvent {
  return isOneOf(value, (name) => name.endsWith('_data_summary'));
}

/** Whether a value is an event of a meeting. */
export function isMeetingEvent(value: unknown): value is MeetingEvent {
  return isOneOf(value, (name) => name.startsWith('meeting.'));
}

/** Whether a value is an event of a webinar. */
export function isWebinarEvent(value: unknown): value is WebinarEvent {
  return isOneOf(value, (name) => name.startsWith('webinar.'));
}

/** Whether a value is an event of a Video SDK session: a QSS event of one, or a Video SDK event. */
export function isSessionEvent(value: unknown): value is SessionEvent {
  return isOneOf(value, (name) => name.startsWith('session.'));
}

/** Whether a value is an event of a phone call. */
export function isPhoneEvent(value: unknown): value is PhoneEvent {
  return isOneOf(value, (name) => name.startsWith('phone.'));
}
