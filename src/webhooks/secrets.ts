import { ArgumentError, WebhookVerificationError } from '../errors.js';
import { timeout, within } from './within.js';

/**
 * The secret token of a Zoom app, or undefined, as in `process.env.ZOOM_WEBHOOK_SECRET_TOKEN`. White space around it is
 * dropped, such as the line end of a file.
 */
export type Secret = string | undefined;

/**
 * The secret tokens to check with: one; several during a rotation, each of which may sign; or a function that is called for
 * each request, for secret managers and for workers that get their settings with the request.
 */
export type Secrets =
  | Secret
  | readonly Secret[]
  | (() => Secret | readonly Secret[] | Promise<Secret | readonly Secret[]>);

/**
 * The secrets that are set, at least one.
 *
 * @throws {WebhookVerificationError} `secret_missing`
 * @throws {ArgumentError} `secrets`, if a secret is not text
 */
export function requireSecrets(given: Secret | readonly Secret[]): readonly [string, ...string[]] {
  const present: string[] = [];
  const list: unknown = typeof given === 'string' ? [given] : (given ?? []);
  if (!Array.isArray(list)) throw notText();
  for (const secret of list as unknown[]) {
    if (secret === undefined || secret === null) continue;
    if (typeof secret !== 'string') throw notText();
    if (secret.trim()) present.push(secret.trim());
  }
  if (!present.length)
    throw new WebhookVerificationError('secret_missing', 'No secret is set: check the environment variable.');
  // The length has been checked.
  return present as [string, ...string[]];
}

function notText(): ArgumentError {
  return new ArgumentError('secrets', 'text, a list of texts, or a function that returns these');
}

/** Gives a secrets function a deadline of `waitMs`. A result that is no promise needs no timer. */
export function boundSecrets(secrets: Secrets, waitMs: number): Secrets {
  if (typeof secrets !== 'function') return secrets;
  return () => {
    const given = secrets();
    if (!(given instanceof Promise)) return given;
    return within(waitMs, given, () => {
      throw timeout('The secrets function');
    });
  };
}
