import { WebhookVerificationError } from '../errors.js';
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
export async function authenticate({ headers, secrets, ...claim }: Claim): Promise<Authenticated> {
  const signature = checkForm('signature', readHeader(headers, SIGNATURE_HEADER), SIGNATURE);
  const timestamp = checkForm('timestamp', readHeader(headers, TIMESTAMP_HEADER), TIMESTAMP);
  const claimed = signature.slice('v0='.length);
  const given = requireSecrets(typeof secrets === 'function' ? await secrets() : secrets);
  const body = claim.body();
  let secretIndex = -1;
  for (const secret of given) {
    secretIndex++;
    if (!secret) continue;
    const digest = digestOf(secret, timestamp, body);
    // Node's digest is no promise, and awaiting it would cost a turn.
    if (equalDigests(digest instanceof Promise ? await digest : digest, claimed))
      return { body, signedAtMs: Number(timestamp) * 1000, secret, secretIndex };
  }
  throw new WebhookVerificationError(
    'signature_mismatch',
    'Signature mismatch: wrong secret, or modified body.',
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
