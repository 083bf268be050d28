import { isObject } from '../../shapes/conforms.js';

/** A message of Zoom's WebSocket delivery. */
export type Envelope =
  /** It holds an event, as text or as an object. */
  | { readonly kind: 'message'; readonly content: unknown }
  /** It is about the connection. */
  | { readonly kind: 'connection' };

const CONNECTION_MODULES: readonly unknown[] = ['build_connection', 'heartbeat'];

/** Reads a value as a message of Zoom's WebSocket delivery; `undefined` if it is not one. */
export function readEnvelope(value: unknown): Envelope | undefined {
  if (!isObject(value)) return undefined;
  if (CONNECTION_MODULES.includes(value.module)) return { kind: 'connection' };
  return value.module === 'message' ? { kind: 'message', content: value.content } : undefined;
}
