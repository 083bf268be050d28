import { WebhookVerificationError } from '../errors.js';
import { type Awaitable, chain } from './awaitable.js';
import type { RawBody } from './body.js';
import { equalDigests } from './bytes.js';
import { type HeadersLike, readHeader } from './headers.js';
import { requireSecrets, type Secrets } from './secrets.js';
import {
  checkForm,
  digestOf,
  SIGNATURE,
  SIGNATURE_HEADER,
  TIMESTAMP,
  TIMESTAMP_HEADER,
} from './signature.js';

export interface SignedRequest {
  /** The body exactly as received: its bytes, or its text before parsing. Never a parsed object. */
  readonly body: RawBody;
  readonly headers: HeadersLike;
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

/** A signed request whose body is read late. */
interface Claim extends Omit<SignedRequest, 'body'> {
  /** Called after the secrets have been fetched, so that the body can be freed in the meantime. */
  readonly body: () => Uint8Array;
}

/** Checks the form of both headers, then the signature. @throws {WebhookVerificationError} every code but `body_…` */
export function authenticate({ body, headers, secrets }: Claim): Awaitable<Authenticated> {
  const signature = checkForm('signature', readHeader(headers, SIGNATURE_HEADER), SIGNATURE);
  const timestamp = checkForm('timestamp', readHeader(headers, TIMESTAMP_HEADER), TIMESTAMP);
  return chain(typeof secrets === 'function' ? secrets() : secrets, (given) =>
    signedWith(requireSecrets(given), signature.slice('v0='.length), timestamp, body()),
  );
}

/** Tries one secret after the other. */
function signedWith(
  secrets: readonly string[],
  claimed: string,
  timestamp: string,
  body: Uint8Array,
  secretIndex = 0,
): Awaitable<Authenticated> {
  const secret = secrets[secretIndex];
  if (secret === undefined)
    throw new WebhookVerificationError(
      'signature_mismatch',
      'Signature mismatch: wrong secret, or modified body.',
    );
  return chain(secret && digestOf(secret, timestamp, body), (digest) =>
    digest && equalDigests(digest, claimed)
      ? { body, signedAtMs: Number(timestamp) * 1000, secret, secretIndex }
      : signedWith(secrets, claimed, timestamp, body, secretIndex + 1),
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
