import { WebhookVerificationError } from '../errors.js';
import { encode } from './bytes.js';

/** A request body as it was received: its bytes, or its text before parsing. */
export type RawBody = Uint8Array | string;

/**
 * The bytes of a body. Text is encoded as UTF-8.
 *
 * @throws {WebhookVerificationError} `body_empty`, `body_not_raw`
 */
export function bytesOf(body: RawBody | undefined): Uint8Array {
  const bytes = typeof body === 'string' ? encode(body) : body;
  // Unlike `instanceof`, this works across realms, as in Jest.
  if (!ArrayBuffer.isView(bytes))
    throw new WebhookVerificationError('body_not_raw', 'A body parser ran first: pass the raw body.');
  if (!bytes.length) throw new WebhookVerificationError('body_empty', 'Empty body.');
  return bytes;
}
