import { isObject } from '../../shapes/conforms.js';
import { memberOf } from './elements.js';

/** A message of Zoom's WebSocket delivery. */
export type Envelope =
  /** It holds an event, as text, as bytes or as an object. */
  | { readonly kind: 'message'; readonly content: unknown }
  /** It is about the connection. */
  | { readonly kind: 'connection' };

const CONNECTION_MODULES: readonly unknown[] = ['build_connection', 'heartbeat'];

/**
 * Reads a value as a message of Zoom's WebSocket delivery; `undefined` if it is not one.
 *
 * @param bytes the JSON that the value was parsed from
 */
export function readEnvelope(value: unknown, bytes: Uint8Array): Envelope | undefined {
  if (!isObject(value)) return undefined;
  if (CONNECTION_MODULES.includes(value.module)) return { kind: 'connection' };
  if (value.module !== 'message') return undefined;
  const { content } = value;
  // An object is read from its bytes again, in which numbers beyond 2^53 are exact.
  return { kind: 'message', content: isObject(content) ? (memberOf(bytes, 'content') ?? content) : content };
}
