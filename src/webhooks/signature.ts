import { WebhookVerificationError } from '../errors.js';
import { hmacHex } from './hashing.js';

export const SIGNATURE_HEADER = 'x-zm-signature';
export const TIMESTAMP_HEADER = 'x-zm-request-timestamp';

/** The version, then 32 bytes in lower-case hexadecimal. */
export const SIGNATURE = /^v0=[0-9a-f]{64}$/;
/** Seconds since 1970: ten digits until the year 2286. */
export const TIMESTAMP = /^\d{10}$/;

const FORMS = {
  signature: { pattern: SIGNATURE, meaning: 'v0= and 64 hexadecimal digits in lower case' },
  timestamp: { pattern: TIMESTAMP, meaning: 'ten digits, the seconds since 1970, not milliseconds' },
};

/** The text of a header that has the expected form. @throws {WebhookVerificationError} `…_missing`, `…_malformed` */
export function checkForm(name: 'signature' | 'timestamp', text: string): string {
  const { pattern, meaning } = FORMS[name];
  if (pattern.test(text)) return text;
  if (!text) throw new WebhookVerificationError(`${name}_missing`, `Missing ${name}.`);
  throw new WebhookVerificationError(`${name}_malformed`, `Malformed ${name}: expected ${meaning}.`);
}

/** Zoom signs the version, the time and the body, separated by colons. The digest is in hexadecimal. */
export function digestOf(secret: string, timestamp: string, body: Uint8Array) {
  return hmacHex(secret, `v0:${timestamp}:`, body);
}
