import { requireObject, requireOptions } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import type { UnknownEvent, ZoomEvent } from '../events/index.js';
import { encode } from '../webhooks/bytes.js';
import type { Secret } from '../webhooks/index.js';
import { requireSecret } from '../webhooks/secrets.js';
import { digestOf, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../webhooks/signature.js';

/** Where a request goes and how it is signed. */
export interface SignRequestOptions {
  /** The URL of the endpoint. */
  readonly url: string | URL;
  /** The app's secret token. */
  readonly secret: Secret;
  /** The time of the signature, in whole seconds since 1970. Now by default. */
  readonly timestamp?: number | undefined;
  /** Zoom's request id; a retry has the same. A new UUID by default. */
  readonly requestId?: string | undefined;
}

const SIGN_OPTIONS = { url: 0, secret: 0, timestamp: 0, requestId: 0 } as const;

/** Options of `challengeRequest`. */
export interface ChallengeRequestOptions extends SignRequestOptions {
  /** The token that the endpoint must sign. A new UUID by default. */
  readonly plainToken?: string | undefined;
}

/**
 * Creates the request that Zoom sends for an event, with its headers and signature. A string is sent unchanged, so the
 * body can be anything.
 *
 * @throws {ArgumentError} `argument_invalid`: an event, URL, secret, timestamp or request id that cannot be used
 * @throws {WebhookVerificationError} `secret_missing`
 * @example
 * const response = await receiver.fetch(await signRequest(makeEvent('session.user_qos'), { url, secret }))
 */
export async function signRequest(
  event: ZoomEvent | UnknownEvent | string,
  options: SignRequestOptions,
): Promise<Request> {
  checkTarget(options, 'signRequest', SIGN_OPTIONS);
  const { url, secret, timestamp = Math.floor(Date.now() / 1000), requestId = crypto.randomUUID() } = options;
  if (typeof requestId !== 'string' || !/^[\x21-\x7e]+$/.test(requestId))
    throw new ArgumentError('requestId', 'a string of visible ASCII characters');
  const body = typeof event === 'string' ? event : jsonOf('event', event);
  const key = requireSecret(secret);
  // Not by `sign`, which refuses the empty body that a test may want to send.
  const digest = await digestOf(key, String(timestamp), encode(body));
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Zoom Marketplace/1.0a',
      'x-zm-request-id': requestId,
      [SIGNATURE_HEADER]: `v0=${digest}`,
      [TIMESTAMP_HEADER]: String(timestamp),
    },
    body,
    // Zoom does not follow redirects.
    redirect: 'manual',
  });
}

/**
 * Creates the request by which Zoom validates an endpoint: when the URL is set up, and every 72 hours.
 *
 * @throws {ArgumentError} `argument_invalid`: a URL, secret, timestamp, request id or token that cannot be used
 * @throws {WebhookVerificationError} `secret_missing`
 * @example
 * const response = await receiver.fetch(await challengeRequest({ url, secret }))
 */
export async function challengeRequest(options: ChallengeRequestOptions): Promise<Request> {
  checkTarget(options, 'challengeRequest', { ...SIGN_OPTIONS, plainToken: 0 });
  const { plainToken = crypto.randomUUID(), ...signing } = options;
  const { timestamp } = signing;
  if (typeof plainToken !== 'string') throw new ArgumentError('plainToken', 'a string');
  const event = {
    event: 'endpoint.url_validation',
    event_ts: timestamp === undefined ? Date.now() : timestamp * 1000,
    payload: { plainToken },
  };
  return signRequest(event, signing);
}

/**
 * Checks the URL, the secret and the time of options. A missing secret is left to `requireSecrets`, which has its own error
 * for it.
 *
 * @throws {ArgumentError} `argument_invalid`: no options, an unknown one, a URL that `Request` would refuse, a secret that is not a string, or a
 * time that is not in seconds
 */
export function checkTarget<T extends Pick<SignRequestOptions, 'url' | 'secret' | 'timestamp'>>(
  options: T,
  owner: string,
  known: Readonly<Record<keyof T, unknown>>,
): void {
  requireOptions(options, owner, known, 'an object with url and secret');
  const { url, secret, timestamp } = options;
  const parsed = URL.canParse(String(url)) ? new URL(String(url)) : undefined;
  if (!parsed || parsed.username || parsed.password)
    throw new ArgumentError('url', 'an absolute URL without user name and password');
  if (secret !== undefined && secret !== null && typeof secret !== 'string')
    throw new ArgumentError('secret', 'a string');
  if (timestamp !== undefined && !isTimestamp(timestamp))
    throw new ArgumentError('timestamp', 'whole seconds since 1970, a number of ten digits');
}

/** Whether a number is a time as Zoom signs it: whole seconds, of ten digits. */
export function isTimestamp(seconds: unknown): boolean {
  return Number.isInteger(seconds) && /^\d{10}$/.test(String(seconds));
}

/**
 * The JSON text of an event.
 *
 * @throws {ArgumentError} `argument_invalid`: a value that is not an object, or that JSON cannot hold
 */
export function jsonOf(argument: string, event: unknown): string {
  const expected = 'an event object of JSON values, or the body as a string';
  requireObject(argument, event, expected);
  if (ArrayBuffer.isView(event) || event instanceof ArrayBuffer) throw new ArgumentError(argument, expected);
  try {
    return JSON.stringify(event);
  } catch {
    // A cycle or a BigInt; the original message quotes the keys.
    throw new ArgumentError(argument, expected);
  }
}
