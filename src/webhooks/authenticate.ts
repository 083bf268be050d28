import { WebhookVerificationError } from '../errors.js';
import type { RawBody } from './body.js';
import { equalDigests, fromHex } from './bytes.js';
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
  /** The body exactly as received: bytes, or its text before parsing. Never a parsed object. */
  readonly body: RawBody;
  readonly headers: HeadersLike;
  readonly secrets: Secrets;
}

/** A body that one of the secrets signed. Whether its time is near is another question. */
export interface Authenticated {
  readonly body: Uint8Array;
  readonly signedAtMs: number;
  /** The secret that signed. */
  readonly secret: string;
}

/** What `authenticate` checks. */
interface Claim extends Omit<SignedRequest, 'body'> {
  /** Called once the secrets are there, so that the body can be freed while they are fetched. */
  readonly body: () => Uint8Array;
}

/** Checks the form of both headers, then the signature. @throws WebhookVerificationError */
export async function authenticate({ headers, secrets, ...claim }: Claim): Promise<Authenticated> {
  const signature = checkForm('signature', readHeader(headers, SIGNATURE_HEADER), SIGNATURE);
  const timestamp = checkForm('timestamp', readHeader(headers, TIMESTAMP_HEADER), TIMESTAMP);
  const claimed = fromHex(signature, 'v0='.length);
  const present = requireSecrets(typeof secrets === 'function' ? await secrets() : secrets);
  const body = claim.body();
  for (const secret of present) {
    const digest = digestOf(secret, timestamp, body);
    // Node's is there at once, and waiting for it would cost a turn.
    if (equalDigests(digest instanceof Promise ? await digest : digest, claimed))
      return { body, signedAtMs: Number(timestamp) * 1000, secret };
  }
  throw new WebhookVerificationError(
    'signature_mismatch',
    'Signature mismatch: wrong secret, or modified body.',
  );
}

/** Which way a signed time lies outside the window; nothing within it. */
export function outsideWindow(signedAtMs: number, nowMs: number, toleranceSeconds: number) {
  // Asked this way round, so that a tolerance or a clock that is not a number refuses everything.
  if (Math.abs(nowMs - signedAtMs) <= toleranceSeconds * 1000) return undefined;
  return signedAtMs > nowMs ? 'timestamp_future' : 'timestamp_stale';
}
