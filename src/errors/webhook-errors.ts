import { ZoomQssError } from './base.js';

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
 * A request that is not shown to be Zoom's.
 *
 * - `secret_missing`: no secret to check with.
 * - `signature_missing`, `timestamp_missing`: the header did not come.
 * - `signature_malformed`, `timestamp_malformed`: the header is not of Zoom's form, or came more than once.
 * - `signature_mismatch`: no secret makes this signature over these bytes.
 * - `timestamp_stale`, `timestamp_future`: the signature is genuine, its time outside the window.
 * - `body_empty`: no bytes at all.
 * - `body_not_raw`: the bytes received are gone, as after a body parser.
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
 * A URL validation request without a token that may be signed: text of 1 to 128 characters of `A-Z a-z 0-9 + / = _ -`.
 * Anything else is refused, since signing arbitrary text would forge event signatures.
 */
export class ChallengeError extends ZoomQssError {
  static override readonly name: string = 'ChallengeError';

  readonly code = 'challenge_malformed';

  constructor() {
    super('Expected plainToken to be 1 to 128 characters of A-Z a-z 0-9 + / = _ and -.');
  }
}
