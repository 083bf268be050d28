import { isObject } from '../../shapes/conforms.js';
import { memberOf } from './elements.js';

/** A message of Zoom's WebSocket delivery, or a CloudEvent. */
export type Envelope =
  /** It holds an event, as text, as bytes or as an object. */
  | { readonly kind: 'message'; readonly content: unknown }
  /** It is about the connection. */
  | { readonly kind: 'connection' };

const CONNECTION_MODULES: readonly unknown[] = ['build_connection', 'heartbeat'];

/**
 * Reads a value as a message of Zoom's WebSocket delivery or as a CloudEvent; `undefined` if it is neither.
 *
 * @param bytes the JSON that the value was parsed from
 */
export function readEnvelope(value: unknown, bytes: Uint8Array): Envelope | undefined {
  if (!isObject(value)) return undefined;
  if (CONNECTION_MODULES.includes(value.module)) return { kind: 'connection' };
  if (value.module === 'message') return messageOf(value, bytes, 'content');
  if (!isCloudEvent(value)) return undefined;
  if (typeof value.data_base64 !== 'string') return messageOf(value, bytes, 'data');
  return { kind: 'message', content: Buffer.from(value.data_base64, 'base64') };
}

function messageOf(value: Record<string, unknown>, bytes: Uint8Array, key: string): Envelope {
  const content = value[key];
  // An object is read from its bytes again, in which numbers beyond 2^53 are exact.
  return { kind: 'message', content: isObject(content) ? (memberOf(bytes, key) ?? content) : content };
}

/** An event of Zoom's has `event`, and none of the attributes that every CloudEvent has. */
export function isCloudEvent(value: Record<string, unknown>): boolean {
  const { specversion, id, source, type } = value;
  return !('event' in value) && [specversion, id, source, type].every((each) => typeof each === 'string');
}
