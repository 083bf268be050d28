import { requireObject } from '../errors/require.js';
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
  /** The event. */
  readonly data: E;
};

/** A message for a transport with headers, such as HTTP, Kafka or NATS. */
export interface CloudEventMessage {
  /** `content-type`; in `'binary'` mode also the attributes of the CloudEvent: `ce-id`, `ce-type`, … */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON: the event, or in `'structured'` mode the whole CloudEvent. */
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
    datacontenttype: JSON_TYPE,
    ...(typeof traceparent === 'string' && { traceparent }),
    data: event,
  };
}

/**
 * The message that carries a CloudEvent. In `structured` mode the whole envelope is the body; in `binary` mode the body is
 * Zoom's event alone, and the rest of the envelope are headers that begin with `ce-`, percent-encoded once as the HTTP binding
 * asks for. You may add extensions: strings, booleans and finite numbers. `undefined` and `null` are left out.
 *
 * @example
 * const { headers, body } = cloudEventMessage(toCloudEvent(event, delivery), 'binary')
 * await fetch(sink, { method: 'POST', headers, body })
 *
 * @throws {ArgumentError} `argument_invalid`, for another mode, a CloudEvent without what `toCloudEvent` gives it, an extension
 * that no CloudEvent can have, or data that JSON cannot hold
 */
export function cloudEventMessage(
  cloudEvent: ZoomCloudEvent,
  mode: 'structured' | 'binary',
): CloudEventMessage {
  requireObject('cloudEvent', cloudEvent, 'what toCloudEvent returns');
  if (mode !== 'structured' && mode !== 'binary') throw new ArgumentError('mode', "'structured' or 'binary'");
  const { data, datacontenttype = JSON_TYPE, ...rest } = cloudEvent;
  const attributes = attributesOf(rest);
  if (REQUIRED.some((name) => typeof attributes[name] !== 'string' || attributes[name] === ''))
    throw new ArgumentError('cloudEvent', 'what toCloudEvent returns');
  // The body is JSON, whatever a caller without types says.
  if (datacontenttype !== JSON_TYPE) throw new ArgumentError('cloudEvent.datacontenttype', `'${JSON_TYPE}'`);
  const json = jsonOf(data);
  if (mode === 'structured')
    return {
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      // The data were turned into JSON before.
      body: `${JSON.stringify({ ...attributes, datacontenttype }).slice(0, -1)},"data":${json}}`,
    };
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes)) headers[`ce-${name}`] = headerValue(String(value));
  return { headers, body: json };
}

const JSON_TYPE = 'application/json';
const REQUIRED = ['specversion', 'id', 'source', 'type'];
const ATTRIBUTE_NAME = /^[a-z\d]+$/;

type Attributes = Record<string, string | number | boolean>;

/** The attributes that are set. @throws {ArgumentError} for one that no CloudEvent can have; the message repeats no value */
function attributesOf(given: Readonly<Record<string, unknown>>): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(given)) {
    if (!ATTRIBUTE_NAME.test(name))
      throw new ArgumentError('cloudEvent', 'an object with names of lower-case letters and digits');
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'boolean' && !Number.isFinite(value))
      throw new ArgumentError(`cloudEvent.${name}`, 'a string, a boolean or a finite number');
    // The line before said so.
    attributes[name] = value as string | number | boolean;
  }
  return attributes;
}

/** @throws {ArgumentError} for data without JSON, such as a circle */
function jsonOf(data: unknown): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(data);
  } catch {
    // What a caller's `toJSON` throws may be payload text.
  }
  if (json === undefined) throw new ArgumentError('cloudEvent.data', 'a value that JSON can hold');
  return json;
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

/** Percent-encoded where the HTTP binding asks for it; a reader decodes it once. Only names of unknown events and extensions need it. */
function headerValue(text: string): string {
  return wellFormed(text).replace(/[^!-~]|["%]/gu, encodeURIComponent);
}

/** `encodeURIComponent` throws for half a surrogate pair. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
