/** Requests as Zoom makes them, signed by Node's own cryptography and not by the code under test. */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { WebhookRequest } from 'zoom-qss/webhooks';

export const SECRET = 'test-secret-token-0001';
export const NOW_MS = 1_700_000_000_000;
export const now = () => NOW_MS;

export function hmacHex(secret: string, text: string | Uint8Array): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** The headers of Zoom's delivery of a body. */
export function signedHeaders(
  body: string | Uint8Array,
  { secret = SECRET, timestamp = String(NOW_MS / 1000) } = {},
): Record<string, string> {
  const message = Buffer.concat([Buffer.from(`v0:${timestamp}:`), Buffer.from(body)]);
  return {
    'content-type': 'application/json',
    'x-zm-request-id': randomUUID(),
    'x-zm-trackingid': 'v=2.0;clid=us01;rid=WEB_test',
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': `v0=${hmacHex(secret, message)}`,
  };
}

/** A request as `receiver.handle` takes it. */
export function signedRequest(
  body: string | Uint8Array,
  options: { secret?: string; timestamp?: string } = {},
): WebhookRequest {
  return { method: 'POST', path: '/webhooks/zoom', headers: signedHeaders(body, options), body };
}

/** Headers signed at this very moment, for receivers with the real clock. */
export function signedNow(body: string | Uint8Array, secret = SECRET): Record<string, string> {
  return signedHeaders(body, { secret, timestamp: String(Math.floor(Date.now() / 1000)) });
}

interface Fixture {
  readonly event: string;
  readonly event_ts: number;
  readonly payload: unknown;
}

const fixtures: Fixture[] = JSON.parse(
  readFileSync(new URL('../fixtures/qss-events.json', import.meta.url), 'utf8'),
);

/** The body of a documented event; `marker` makes it differ from any other. */
export function eventBody(name = 'meeting.participant_qos', marker = NOW_MS): string {
  const fixture = fixtures.find(({ event }) => event === name);
  if (fixture === undefined) throw new Error(`No fixture for ${name}.`);
  return JSON.stringify({ ...fixture, event_ts: marker });
}

export function challengeBody(plainToken: unknown = 'qgg8vlvZRS6UYooatFL8Aw'): string {
  return JSON.stringify({ event: 'endpoint.url_validation', event_ts: NOW_MS, payload: { plainToken } });
}

/** A promise with its ends in hand. */
export function deferred<T = void>() {
  let resolve!: (value: T) => void;
  let reject!: (reason?: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
