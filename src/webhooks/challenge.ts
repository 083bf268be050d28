import { ChallengeError } from '../errors.js';
import { hmacHex } from './hashing.js';
import { requireSecret, type Secret } from './secrets.js';

/** The event with which Zoom checks that an endpoint knows the secret token: at set-up, then every 72 hours. */
export const CHALLENGE_EVENT = 'endpoint.url_validation';

/**
 * Base64, standard and URL-safe. The answer to a challenge is an HMAC with the key that signs events. The signed text of an
 * event begins with `v0:`; a token has no colon, so an answer cannot pass for a signature.
 */
const TOKEN = /^[A-Za-z0-9+/=_-]{1,128}$/;

/** Options of `answerChallenge`. */
export interface ChallengeOptions {
  /** `payload.plainToken` of the `endpoint.url_validation` event. */
  readonly plainToken: string;
  /** The secret token of the app. */
  readonly secret: Secret;
}

/** The JSON body that Zoom expects with a 200 within three seconds. */
export interface ChallengeAnswer {
  /** The token of the request. */
  readonly plainToken: string;
  /** Its HMAC-SHA256 with the secret, as hexadecimal digits. */
  readonly encryptedToken: string;
}

/**
 * Answers Zoom's URL validation. Verify the request first: the answer is signed with your secret. A receiver made by
 * `createReceiver` does both by itself.
 *
 * @example
 * response.json(await answerChallenge({ plainToken: event.payload.plainToken, secret }));
 *
 * @throws {ChallengeError} `challenge_malformed`, if the token has characters that Zoom does not use
 * @throws {WebhookVerificationError} `secret_missing`
 */
export async function answerChallenge(options: ChallengeOptions): Promise<ChallengeAnswer> {
  const plainToken = readPlainToken(options);
  const secret = requireSecret(options.secret);
  return { plainToken, encryptedToken: await hmacHex(secret, plainToken, new Uint8Array()) };
}

/** The token of a challenge's payload. @throws {ChallengeError} `challenge_malformed`, if it must not be signed */
export function readPlainToken(payload: unknown): string {
  const { plainToken } = (payload ?? {}) as { plainToken?: unknown };
  if (typeof plainToken === 'string' && TOKEN.test(plainToken)) return plainToken;
  throw new ChallengeError();
}
