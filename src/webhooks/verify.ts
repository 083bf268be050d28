import { WebhookVerificationError } from '../errors.js';
import { authenticate, outsideWindow, type SignedRequest } from './authenticate.js';
import { bytesOf } from './body.js';

/** How far a request's time may lie from the clock, both ways, when nothing else is said. */
export const DEFAULT_TOLERANCE_SECONDS = 300;

export interface VerifyOptions extends SignedRequest {
  /** How far the signed time may lie from now, both ways. 300 by default. */
  readonly toleranceSeconds?: number;
  /** The clock, in milliseconds. `Date.now` by default. */
  readonly now?: () => number;
}

/**
 * Proves that Zoom signed exactly these bytes, lately, and returns them.
 *
 * The signature is checked before the time, so `timestamp_stale` and `timestamp_future` mean genuine but out of time:
 * answer those with a 503, and Zoom sends the event again with a new time.
 *
 * @example
 * const body = await verify({ body: await request.text(), headers: request.headers, secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN });
 * const event = parseEvent(body);
 *
 * @throws WebhookVerificationError every code; and whatever the secrets function throws, as it is
 */
export async function verify(options: VerifyOptions): Promise<Uint8Array> {
  const { headers, secrets, toleranceSeconds = DEFAULT_TOLERANCE_SECONDS, now = Date.now } = options;
  const body = bytesOf(options.body);
  const { signedAtMs } = await authenticate({ body: () => body, headers, secrets });
  const code = outsideWindow(signedAtMs, now(), toleranceSeconds);
  if (code)
    throw new WebhookVerificationError(code, `Genuine, but signed more than ${toleranceSeconds} s from now.`);
  return body;
}
