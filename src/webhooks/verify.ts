import { requireOptions } from '../errors/require.js';
import { authenticate, checkTime, readClaim, type SignedRequest } from './authenticate.js';
import { bytesOf } from './body.js';
import { fetchSecrets } from './secrets.js';

/** How far a request's time may be from the clock, in either direction. */
export const DEFAULT_TOLERANCE_SECONDS = 300;

/** Options of `verify`. */
export interface VerifyOptions extends SignedRequest {
  /** How far the signed time may be from now, in either direction, in seconds. 300 by default. */
  readonly toleranceSeconds?: number | undefined;
  /** The clock, in milliseconds. `Date.now` by default. */
  readonly now?: (() => number) | undefined;
}

/**
 * Proves that Zoom signed exactly these bytes within the last minutes, and returns them.
 *
 * The signature is checked before the time, so `timestamp_stale` and `timestamp_future` mean genuine but not in time. Answer
 * them with a 503, and Zoom sends the event again with a new time.
 *
 * @example
 * const body = await verify({ body: await request.text(), headers: request.headers, secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN });
 * const event = parseEvent(body);
 *
 * @throws {WebhookVerificationError} any of its codes
 * @throws {ArgumentError} `argument_invalid`, for an unknown option, or a secret that is not text
 * @throws what the secrets function throws
 */
export async function verify(options: VerifyOptions): Promise<Uint8Array> {
  requireOptions(options, 'verify', { body: 0, headers: 0, secrets: 0, toleranceSeconds: 0, now: 0 });
  const { headers, secrets, toleranceSeconds = DEFAULT_TOLERANCE_SECONDS, now = Date.now } = options;
  const body = bytesOf(options.body);
  const claim = readClaim(headers);
  const { signedAtMs } = await authenticate(claim, await fetchSecrets(secrets), body);
  checkTime(signedAtMs, now(), toleranceSeconds);
  return body;
}
