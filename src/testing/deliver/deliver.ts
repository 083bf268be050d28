import { ArgumentError } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { Secret } from '../../webhooks/index.js';
import { signRequest } from '../sign-request.js';
import type { SimulatedDelivery } from '../simulator/delivery.js';
import { attempt, type SendRequest } from './attempt.js';
import { createSlots, waitUntil } from './pace.js';
import { createStop } from './stop.js';
import { validateEndpoint } from './validate-endpoint.js';

/** What can be delivered: an event, or a delivery of a simulator. */
export type Deliverable = ZoomEvent | UnknownEvent | SimulatedDelivery;

export interface DeliverOptions {
  readonly url: string | URL;
  readonly secret: Secret;
  /** How much faster than in life: 60 makes a second of a minute, `Infinity` waits for nothing. 1 by default. */
  readonly speed?: number;
  /** Requests under way at most. 8 by default. */
  readonly concurrency?: number;
  /** Sends a request: `receiver.fetch` does so without a network. `globalThis.fetch` by default. */
  readonly fetch?: SendRequest;
  /** Stops the sending; what is under way is given up. */
  readonly signal?: AbortSignal;
  /** The clock that signatures are made by, in milliseconds. `Date.now` by default. */
  readonly now?: () => number;
}

/** What became of everything. Unless stopped, `sent` is `delivered` and `lost` together. */
export interface DeliveryReport {
  /** How many events or deliveries were sent at least once. */
  readonly sent: number;
  /** How many of them were answered with a 2xx in the end. */
  readonly delivered: number;
  /** How many of them were not: refused with a 3xx or 4xx, which Zoom never retries, or failed after all retries. */
  readonly lost: number;
  /** Requests sent again. */
  readonly retries: number;
  /** Answers by HTTP status, those to retries included. */
  readonly answers: Readonly<Record<number, number>>;
  /** Requests without an answer within 3 s. */
  readonly timeouts: number;
  /** Requests without an answer at all. */
  readonly connectionFailures: number;
  /** The longest that an answer took, in milliseconds. */
  readonly slowestMs: number;
  /** Whether the signal ended it. */
  readonly stopped: boolean;
}

const MINUTE_MS = 60_000;
/** From one attempt to the next. */
const RETRY_AFTER_MS = [5 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS];

/**
 * Delivers events to an endpoint as Zoom does. It validates the URL first; then each event is sent when its time has come,
 * signed, and given 3 s to be answered. After a 5xx, a time-out or without a connection it is sent again 5, 20 and 60
 * minutes after the attempt before, with the same body and request id under a new signature. Redirects are not followed.
 *
 * Time goes by `atMs` of deliveries and `event_ts` of events, from the first of them on, and `speed` scales it along with
 * the waits for retries; the 3 s stay as they are.
 *
 * @example
 * const report = await deliver(createSimulator({ seed: 7 }), { url, secret, speed: 120 })
 *
 * @throws {EndpointError} `challenge_failed`, if the endpoint does not answer the URL validation
 * @throws {ArgumentError} for an option out of range
 * @throws {WebhookVerificationError} `secret_missing`
 */
export async function deliver(
  events: Iterable<Deliverable> | AsyncIterable<Deliverable>,
  options: DeliverOptions,
): Promise<DeliveryReport> {
  const { url, secret, speed = 1, concurrency = 8, signal, now = Date.now } = options;
  if (!URL.canParse(String(url))) throw new ArgumentError('url', 'a URL');
  if (!(speed >= 0.01)) throw new ArgumentError('speed', 'a number from 0.01');
  if (!(Number.isInteger(concurrency) && concurrency >= 1))
    throw new ArgumentError('concurrency', 'a whole number from 1');
  const send = options.fetch ?? ((request) => globalThis.fetch(request));
  const timestamp = () => Math.floor(now() / 1_000);

  const stop = createStop();
  if (signal?.aborted) stop.stop();
  signal?.addEventListener('abort', stop.stop);

  const report = {
    sent: 0,
    delivered: 0,
    lost: 0,
    retries: 0,
    answers: {} as Record<number, number>,
    timeouts: 0,
    connectionFailures: 0,
    slowestMs: 0,
    stopped: false,
  };
  const slots = createSlots(concurrency);
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const fail = (error: unknown) => {
    failures.push(error);
    stop.stop();
  };

  /** Sends one body until it is answered for good; holds a slot already. */
  async function see(body: string, requestId: string): Promise<void> {
    for (const retryAfterMs of [...RETRY_AFTER_MS, undefined]) {
      const isDone = await sendOnce(body, requestId).finally(slots.giveBack);
      if (isDone || stop.isStopped) return;
      if (retryAfterMs === undefined) break;
      await waitUntil(performance.now() + retryAfterMs / speed, stop);
      await slots.take();
      if (stop.isStopped) return slots.giveBack();
      report.retries += 1;
    }
    report.lost += 1;
  }

  /** Whether there is nothing to try again. */
  async function sendOnce(body: string, requestId: string): Promise<boolean> {
    const request = await signRequest(body, { url, secret, requestId, timestamp: timestamp() });
    const startMs = performance.now();
    const answer = await attempt(request, send, stop);
    if (answer.outcome === 'timeout') report.timeouts += 1;
    if (answer.outcome === 'connection') report.connectionFailures += 1;
    if (answer.outcome !== 'answered') return false;
    const { status } = answer;
    report.slowestMs = Math.max(report.slowestMs, performance.now() - startMs);
    report.answers[status] = (report.answers[status] ?? 0) + 1;
    if (status >= 200 && status < 300) report.delivered += 1;
    else if (status < 500) report.lost += 1;
    return status < 500;
  }

  try {
    await validateEndpoint(url, secret, timestamp(), send, stop);
    const clock = createClock(speed);
    for await (const item of events) {
      const { atMs, requestId, body } = deliveryOf(item);
      await waitUntil(clock(atMs), stop);
      await slots.take();
      if (stop.isStopped) {
        slots.giveBack();
        break;
      }
      report.sent += 1;
      const work = see(body, requestId)
        .catch(fail)
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }
    await Promise.all(underWay);
    if (failures.length > 0) throw failures[0];
    return { ...report, stopped: signal?.aborted ?? false };
  } finally {
    // Whatever went wrong, nothing is left running.
    signal?.removeEventListener('abort', stop.stop);
    stop.stop();
    await Promise.all(underWay);
  }
}

/** Turns times of the story into times of `performance.now()`. */
function createClock(speed: number): (atMs: number | undefined) => number {
  const startMs = performance.now();
  let firstMs: number | undefined;
  return (atMs) => {
    firstMs ??= atMs;
    return atMs === undefined || firstMs === undefined ? startMs : startMs + (atMs - firstMs) / speed;
  };
}

function deliveryOf(item: Deliverable): { atMs: number | undefined; requestId: string; body: string } {
  if ('body' in item && 'requestId' in item) return item;
  return { atMs: item.event_ts, requestId: crypto.randomUUID(), body: JSON.stringify(item) };
}
