import { ZoomQssError } from './base.js';

/** Why a request is not proven to be Zoom's; `WebhookVerificationError` says what each means. */
export type WebhookVerificationErrorCode =
  | 'secret_missing'
  | 'signature_missing'
  | 'signature_malformed'
  | 'signature_mismatch'
  | 'timestamp_missing'
  | 'timestamp_malformed'
  | 'timestamp_stale'
  | 'timestamp_future'
  | 'body_empty'
  | 'body_not_raw';

/**
 * A request that is not proven to be Zoom's.
 *
 * - `secret_missing`: no secret is set.
 * - `signature_missing`, `timestamp_missing`: the header is absent.
 * - `signature_malformed`, `timestamp_malformed`: the header does not have Zoom's form, or is repeated.
 * - `signature_mismatch`: no secret produces this signature for these bytes.
 * - `timestamp_stale`, `timestamp_future`: the signature is genuine, but its time is outside the window.
 * - `body_empty`: the body has no bytes.
 * - `body_not_raw`: the received bytes are gone, as after a body parser.
 */
export class WebhookVerificationError extends ZoomQssError {
  static override readonly name: string = 'WebhookVerificationError';

  readonly code: WebhookVerificationErrorCode;

  constructor(code: WebhookVerificationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A URL validation whose token is not signed, because it has other characters than Zoom's: 1 to 128 of `A-Z a-z 0-9 + / = _ -`.
 * A sender could choose any other text so that its signature is that of an event.
 */
export class ChallengeError extends ZoomQssError {
  static override readonly name: string = 'ChallengeError';

  readonly code = 'challenge_malformed';

  constructor() {
    super('Expected plainToken to be 1 to 128 characters of A-Z a-z 0-9 + / = _ and -.');
  }
}
