import { ArgumentError, WebhookVerificationError } from '../errors.js';
import { timeout, within } from './within.js';

/**
 * A secret token of the Zoom app, or nothing: `process.env.ZOOM_WEBHOOK_SECRET_TOKEN` fits as it is. White space around it
 * is dropped, such as the line end of a file that keeps it.
 */
export type Secret = string | undefined;

/**
 * The secret tokens to check with: one; several while one is being rotated, any of which may sign; or a function, called
 * for each request, for secret managers and for workers that get their settings with the request.
 */
export type Secrets =
  | Secret
  | readonly Secret[]
  | (() => Secret | readonly Secret[] | Promise<Secret | readonly Secret[]>);

/**
 * The secrets that are there, at least one.
 *
 * @throws WebhookVerificationError `secret_missing`
 * @throws ArgumentError when a secret is not text
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
    throw new WebhookVerificationError('secret_missing', 'No secret: is the variable set?');
  // The length has been looked at.
  return present as [string, ...string[]];
}

function notText(): ArgumentError {
  return new ArgumentError('secrets', 'text, a list of texts, or a function that returns these');
}

/** The same, from a function that may take no longer than `waitMs`. What is there at once needs no timer. */
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
