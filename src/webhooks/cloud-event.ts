import { ArgumentError } from '../errors.js';
import type { UnknownEvent, ZoomEvent } from '../events/index.js';
import type { Delivery } from './delivery.js';

// No interface, which would lack the index signature that the package cloudevents asks for.
/** An event of Zoom's in the envelope of CloudEvents 1.0. As JSON it is a structured message. */
export type ZoomCloudEvent<E = ZoomEvent | UnknownEvent> = {
  readonly specversion: '1.0';
  /** The hash of the body: the same for every attempt of Zoom's to deliver it. */
  readonly id: string;
  /** The account: `//zoom.us/accounts/AbCd1234`; `//zoom.us` if the event names none. */
  readonly source: string;
  /** The event's name after `us.zoom.`: `us.zoom.meeting.participant_qos`. */
  readonly type: string;
  /** `event_ts` in RFC 3339. Absent if the event has none that can be written so. */
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  /** The trace context that Zoom's request came with, if it had one. It is not signed. */
  readonly traceparent?: string;
  readonly data: E;
};

/** A message for a transport with headers, such as HTTP, Kafka or NATS. */
export interface CloudEventMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Wraps a verified event as a CloudEvent, for brokers and functions that take this format. Consumers can drop duplicates by
 * `source` and `id`.
 *
 * @example
 * onEvent: (event, delivery) => publish(JSON.stringify(toCloudEvent(event, delivery)))
 *
 * @throws {ArgumentError} `argument_invalid`, without an event or the delivery that brought it
 */
export function toCloudEvent<E extends ZoomEvent | UnknownEvent>(
  event: E,
  delivery: Pick<Delivery, 'bodyHash' | 'traceparent'>,
): ZoomCloudEvent<E> {
  if (typeof event?.event !== 'string') throw new ArgumentError('event', 'what parseEvent returns');
  if (typeof delivery?.bodyHash !== 'string')
    throw new ArgumentError('delivery', 'the second argument of a handler of the receiver');
  const { bodyHash, traceparent } = delivery;
  const { event_ts, payload } = event as { readonly event_ts?: unknown; readonly payload?: unknown };
  const time = rfc3339(event_ts);
  return {
    specversion: '1.0',
    id: bodyHash,
    source: sourceOf(payload),
    type: `us.zoom.${event.event}`,
    ...(time !== undefined && { time }),
    datacontenttype: 'application/json',
    ...(typeof traceparent === 'string' && { traceparent }),
    data: event,
  };
}

/**
 * The message that carries a CloudEvent. In `structured` mode the whole envelope is the body; in `binary` mode the body is
 * Zoom's event alone, and the rest of the envelope are headers that begin with `ce-`.
 *
 * @example
 * const { headers, body } = cloudEventMessage(toCloudEvent(event, delivery), 'binary')
 * await fetch(sink, { method: 'POST', headers, body })
 *
 * @throws {ArgumentError} `argument_invalid`, for another mode, or anything but what `toCloudEvent` returns
 */
export function cloudEventMessage(
  cloudEvent: ZoomCloudEvent,
  mode: 'structured' | 'binary',
): CloudEventMessage {
  if (typeof cloudEvent?.id !== 'string') throw new ArgumentError('cloudEvent', 'what toCloudEvent returns');
  if (mode !== 'structured' && mode !== 'binary') throw new ArgumentError('mode', "'structured' or 'binary'");
  if (mode === 'structured')
    return {
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      body: JSON.stringify(cloudEvent),
    };
  const { data, datacontenttype, ...attributes } = cloudEvent;
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes)) headers[`ce-${name}`] = headerValue(value);
  return { headers, body: JSON.stringify(data) };
}

function sourceOf(payload: unknown): string {
  const account = (payload as { readonly account_id?: unknown } | null | undefined)?.account_id;
  return typeof account === 'string' && account !== ''
    ? `//zoom.us/accounts/${encodeURIComponent(wellFormed(account))}`
    : '//zoom.us';
}

/** The first time that RFC 3339, whose years have four digits, cannot write. */
const YEAR_10000 = Date.UTC(10_000, 0);

function rfc3339(time: unknown): string | undefined {
  const isWritable = typeof time === 'number' && time >= 0 && time < YEAR_10000;
  return isWritable ? new Date(time).toISOString() : undefined;
}

/** Percent-encoded where the HTTP binding asks for it. Only the name of an unknown event can need it. */
function headerValue(text: string): string {
  return wellFormed(text).replace(/[^!-~]|["%]/gu, encodeURIComponent);
}

/** `encodeURIComponent` throws for half a surrogate pair. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
