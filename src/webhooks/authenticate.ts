import { WebhookVerificationError } from '../errors.js';
import { type Awaitable, chain } from './awaitable.js';
import type { RawBody } from './body.js';
import { equalDigests } from './bytes.js';
import { type HeadersLike, readHeader } from './headers.js';
import type { Secrets } from './secrets.js';
import { checkForm, digestOf, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature.js';

export interface SignedRequest {
  /** The body exactly as received: its bytes, or its text before parsing. Never a parsed object. */
  readonly body: RawBody;
  /** The headers as received. */
  readonly headers: HeadersLike;
  /** The app's secret token, or several during a rotation, or a function that returns them. */
  readonly secrets: Secrets;
}

/** A body that one of the secrets signed. Its time is not checked yet. */
export interface Authenticated {
  readonly body: Uint8Array;
  readonly signedAtMs: number;
  /** The secret that signed, and its index among those given. */
  readonly secret: string;
  readonly secretIndex: number;
}

/** The signature and the time that a request's headers claim. */
export interface SignatureClaim {
  readonly digest: string;
  readonly timestamp: string;
}

/** @throws {WebhookVerificationError} `signature_…`, `timestamp_…`: missing or malformed */
export function readClaim(headers: HeadersLike): SignatureClaim {
  const signature = checkForm('signature', readHeader(headers, SIGNATURE_HEADER));
  const timestamp = checkForm('timestamp', readHeader(headers, TIMESTAMP_HEADER));
  return { digest: signature.slice('v0='.length), timestamp };
}

/** Tries one secret after the other. @throws {WebhookVerificationError} `signature_mismatch` */
export function authenticate(
  claim: SignatureClaim,
  secrets: readonly string[],
  body: Uint8Array,
  secretIndex = 0,
): Awaitable<Authenticated> {
  const secret = secrets[secretIndex];
  if (secret === undefined)
    throw new WebhookVerificationError(
      'signature_mismatch',
      'Signature mismatch: wrong secret, or modified body.',
    );
  const { digest, timestamp } = claim;
  return chain(secret && digestOf(secret, timestamp, body), (own) =>
    own && equalDigests(own, digest)
      ? { body, signedAtMs: Number(timestamp) * 1000, secret, secretIndex }
      : authenticate(claim, secrets, body, secretIndex + 1),
  );
}

/** Whether a signed time is too old or too far ahead; undefined if it is within the window. */
export function outsideWindow(signedAtMs: number, nowMs: number, toleranceSeconds: number) {
  // Written so that a tolerance or clock that is NaN refuses everything.
  if (Math.abs(nowMs - signedAtMs) <= toleranceSeconds * 1000) return undefined;
  return signedAtMs > nowMs ? 'timestamp_future' : 'timestamp_stale';
}

/** @throws {WebhookVerificationError} `timestamp_stale`, `timestamp_future` */
export function checkTime(signedAtMs: number, nowMs: number, toleranceSeconds: number): void {
  const code = outsideWindow(signedAtMs, nowMs, toleranceSeconds);
  if (!code) return;
  const message = `Genuine, but signed more than toleranceSeconds (${toleranceSeconds}) from now.`;
  throw new WebhookVerificationError(code, message);
}
