import { ChallengeError } from '../errors.js';
import { toHex } from './bytes.js';
import { hmac } from './hashing.js';
import { requireSecrets, type Secret } from './secrets.js';

/** The event by which Zoom asks whether an endpoint knows the secret token: at set-up, then every 72 hours. */
export const CHALLENGE_EVENT = 'endpoint.url_validation';

/**
 * The characters of base64, of both kinds. The answer to a challenge is an HMAC by the key that signs events, and what an
 * event signs begins with `v0:`; without the colon no answer can pass for a signature.
 */
const TOKEN = /^[A-Za-z0-9+/=_-]{1,128}$/;

export interface ChallengeOptions {
  /** `payload.plainToken` of the `endpoint.url_validation` event. */
  readonly plainToken: string;
  readonly secret: Secret;
}

/** What Zoom expects as the JSON body of a 200 within three seconds. */
export interface ChallengeAnswer {
  readonly plainToken: string;
  readonly encryptedToken: string;
}

/**
 * Answers Zoom's URL validation. Verify the request first: whoever gets tokens signed unverified can study the key's
 * output at will. A receiver made by `createReceiver` does all of this by itself.
 *
 * @example
 * response.json(await answerChallenge({ plainToken: event.payload.plainToken, secret }));
 *
 * @throws ChallengeError when the token is not of Zoom's alphabet
 * @throws WebhookVerificationError `secret_missing`
 */
export async function answerChallenge(options: ChallengeOptions): Promise<ChallengeAnswer> {
  const plainToken = readPlainToken(options);
  const [secret] = requireSecrets(options.secret);
  const digest = await hmac(secret, plainToken, new Uint8Array());
  return { plainToken, encryptedToken: toHex(digest) };
}

/** The token of a challenge's payload. @throws ChallengeError when there is none that may be signed */
export function readPlainToken(payload: unknown): string {
  const { plainToken } = (payload ?? {}) as { plainToken?: unknown };
  if (typeof plainToken === 'string' && TOKEN.test(plainToken)) return plainToken;
  throw new ChallengeError();
}
