import { isObject } from '../../shapes/conforms.js';
import { memberOf } from './elements.js';

/** A message of Zoom's WebSocket delivery, or a CloudEvent. */
export type Envelope =
  /** It holds an event, as text, as bytes or as an object. `place` says where, for people. */
  | { readonly kind: 'message'; readonly content: unknown; readonly place: string }
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
  if (value.module === 'message')
    return { kind: 'message', content: exact(value, bytes, 'content'), place: 'the content of a message' };
  if (!isCloudEvent(value)) return undefined;
  const { data_base64: base64 } = value;
  const content = typeof base64 === 'string' ? Buffer.from(base64, 'base64') : exact(value, bytes, 'data');
  return { kind: 'message', content, place: 'the data of a CloudEvent' };
}

/** A member; an object as its bytes, in which numbers beyond 2^53 are exact. */
function exact(value: Record<string, unknown>, bytes: Uint8Array, key: string): unknown {
  const content = value[key];
  return isObject(content) ? (memberOf(bytes, key) ?? content) : content;
}

/**
 * Whether a value has the attributes that every CloudEvent has. An extension may be named `event` or `payload`, but is not an
 * object, as the `payload` of an event of Zoom's is.
 */
export function isCloudEvent(value: object): boolean {
  const { specversion, id, source, type, payload } = value as Record<string, unknown>;
  // Every event is asked this, and none of Zoom's has a `specversion`.
  if (typeof specversion !== 'string') return false;
  return [id, source, type].every((each) => typeof each === 'string') && !isObject(payload);
}
