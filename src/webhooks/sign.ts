import { requireOptions } from '../errors/require.js';
import { bytesOf, type RawBody } from './body.js';
import { requireSecret, type Secret } from './secrets.js';
import { checkForm, digestOf, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature.js';

/** Options of `sign`. */
export interface SignOptions {
  /** The body exactly as it will be sent. */
  readonly body: RawBody;
  /** The secret token of the app. */
  readonly secret: Secret;
  /** In seconds since 1970. Now by default. */
  readonly timestamp?: number | undefined;
}

/** The two headers that sign a request. A type, since an interface would not fit `Record<string, string>`. */
export type SignatureHeaders = {
  /** The signature: `v0=` and 64 hexadecimal digits. */
  readonly [SIGNATURE_HEADER]: string;
  /** The time of the signature, in seconds since 1970. */
  readonly [TIMESTAMP_HEADER]: string;
};

/**
 * Signs a body as Zoom does, for tests and for sending events to your own receiver.
 *
 * Never sign text that strangers choose: the same key signs every event.
 *
 * @example
 * await fetch(url, { method: 'POST', body, headers: await sign({ body, secret }) });
 *
 * @throws {WebhookVerificationError} `secret_missing`, `timestamp_malformed`, `body_empty`, `body_not_raw`
 * @throws {ArgumentError} `argument_invalid`, for an unknown option, or a secret that is not text
 */
export async function sign(options: SignOptions): Promise<SignatureHeaders> {
  requireOptions(options, 'sign', { body: 0, secret: 0, timestamp: 0 });
  const { timestamp = Math.floor(Date.now() / 1000) } = options;
  const secret = requireSecret(options.secret);
  const time = checkForm('timestamp', String(timestamp));
  const digest = await digestOf(secret, time, bytesOf(options.body));
  return {
    [SIGNATURE_HEADER]: `v0=${digest}`,
    [TIMESTAMP_HEADER]: time,
  };
}
