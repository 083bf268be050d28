import type { UnknownEvent, ZoomEvent } from '../events/index.js';
import { type Secret, sign } from '../webhooks/index.js';

export interface SignRequestOptions {
  /** Where the request goes. */
  readonly url: string | URL;
  readonly secret: Secret;
  /** When it is signed, in seconds since 1970. Now by default. */
  readonly timestamp?: number;
  /** Zoom's id of the request, the same on a retry. A new one by default. */
  readonly requestId?: string;
}

export interface ChallengeRequestOptions extends SignRequestOptions {
  /** The token to be answered. A new one by default. */
  readonly plainToken?: string;
}

/**
 * Makes the request that Zoom would send for an event: its body, its headers, its signature. A string is sent as it is,
 * so that a body can be anything.
 *
 * @example
 * const response = await receiver.fetch(await signRequest(makeEvent('session.user_qos'), { url, secret }))
 *
 * @throws {WebhookVerificationError} `secret_missing`, `timestamp_malformed`, `body_empty`
 */
export async function signRequest(
  event: ZoomEvent | UnknownEvent | string,
  options: SignRequestOptions,
): Promise<Request> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const { secret, timestamp, requestId = crypto.randomUUID() } = options;
  const signature = await sign({ body, secret, ...(timestamp !== undefined && { timestamp }) });
  return new Request(options.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Zoom Marketplace/1.0a',
      'x-zm-request-id': requestId,
      ...signature,
    },
    body,
    // Zoom follows none.
    redirect: 'manual',
  });
}

/**
 * Makes the request by which Zoom asks whether an endpoint knows the secret: at set-up, then every 72 hours.
 *
 * @example
 * const response = await receiver.fetch(await challengeRequest({ url, secret }))
 *
 * @throws {WebhookVerificationError} `secret_missing`, `timestamp_malformed`
 */
export async function challengeRequest(options: ChallengeRequestOptions): Promise<Request> {
  const { plainToken = crypto.randomUUID(), timestamp } = options;
  const event = {
    event: 'endpoint.url_validation',
    event_ts: timestamp === undefined ? Date.now() : timestamp * 1000,
    payload: { plainToken },
  };
  return signRequest(event, options);
}
