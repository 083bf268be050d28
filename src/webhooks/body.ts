import { WebhookVerificationError } from '../errors.js';
import { encode } from './bytes.js';

/** A request body as it was received: its bytes, or its text before parsing. */
export type RawBody = Uint8Array | ArrayBuffer | string;

/**
 * The bytes of a body. Text is encoded as UTF-8.
 *
 * @throws {WebhookVerificationError} `body_empty`, `body_not_raw`
 */
export function bytesOf(body: RawBody | undefined): Uint8Array {
  const bytes = typeof body === 'string' ? encode(body) : viewOf(body);
  if (!bytes)
    throw new WebhookVerificationError('body_not_raw', 'A body parser ran first: pass the raw body.');
  if (!bytes.length) throw new WebhookVerificationError('body_empty', 'Empty body.');
  return bytes;
}

/** The bytes of a view or buffer of any realm: under Jest `instanceof` fails. */
function viewOf(body: unknown): Uint8Array | undefined {
  if (body instanceof Uint8Array) return body;
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  const isBuffer = Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  return isBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}
