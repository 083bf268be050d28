import { ArgumentError, WebhookVerificationError } from '../errors.js';
import { type Awaitable, chain } from './awaitable.js';
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
 * The secrets as they are given, at least one of which is set. Those that are not are `''`, so that the others keep their
 * index.
 *
 * @throws {WebhookVerificationError} `secret_missing`
 * @throws {ArgumentError} `secrets`, if a secret is not text
 */
export function requireSecrets(given: Secret | readonly Secret[]): readonly string[] {
  const secrets = textsOf(given);
  if (!secrets.some(Boolean))
    throw new WebhookVerificationError('secret_missing', 'No secret is set: check the environment variable.');
  return secrets;
}

/** @throws {ArgumentError} `secrets`, if a secret is not text */
export function textsOf(given: Secret | readonly Secret[]): readonly string[] {
  // Callers in plain JavaScript may pass anything.
  return (Array.isArray(given) ? given : [given]).map((each: unknown) => {
    const secret = each ?? '';
    if (typeof secret !== 'string')
      throw new ArgumentError('secrets', 'text, a list of texts, or a function that returns these');
    return secret.trim();
  });
}

/** Calls a secrets function. @throws as `requireSecrets`, or what the function throws */
export function fetchSecrets(secrets: Secrets): Awaitable<readonly string[]> {
  return chain(typeof secrets === 'function' ? secrets() : secrets, requireSecrets);
}

/** The one secret. @throws as `requireSecrets` */
export function requireSecret(given: Secret): string {
  // There is one that is set.
  return requireSecrets(given).find(Boolean) as string;
}

/** Gives a secrets function a deadline of `waitMs`. @throws {ArgumentError} `secrets`, if a secret is not text */
export function boundSecrets(secrets: Secrets, waitMs: number): Secrets {
  if (typeof secrets !== 'function') {
    textsOf(secrets);
    return secrets;
  }
  return () =>
    within(waitMs, secrets(), () => {
      throw timeout('The secrets function');
    });
}
