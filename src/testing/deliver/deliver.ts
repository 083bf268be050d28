import { requireFunction, requireObject, requireSignal } from '../../errors/require.js';
import { ArgumentError } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { Secret } from '../../webhooks/index.js';
import { checkTarget, isTimestamp, jsonOf, signRequest } from '../sign-request.js';
import type { SimulatedDelivery } from '../simulator/delivery.js';
import { attempt, type SendRequest } from './attempt.js';
import { createSemaphore } from './semaphore.js';
import { createStopSignal } from './stop.js';
import { validateEndpoint } from './validate-endpoint.js';
import { waitUntil } from './wait.js';

/** An event, or a delivery of the simulator. */
export type Deliverable = ZoomEvent | UnknownEvent | SimulatedDelivery;

/** Options of `deliver`. */
export interface DeliverOptions {
  /** The URL of the endpoint. */
  readonly url: string | URL;
  /** The app's secret token. */
  readonly secret: Secret;
  /** How much faster than real time: at 60 a minute takes a second, at `Infinity` nothing waits. 1 by default. */
  readonly speed?: number | undefined;
  /** The maximum number of concurrent requests. 8 by default. */
  readonly concurrency?: number | undefined;
  /** Sends the requests. `receiver.fetch` needs no network. `globalThis.fetch` by default. */
  readonly fetch?: SendRequest | undefined;
  /** Stops the delivery and abandons pending requests. */
  readonly signal?: AbortSignal | undefined;
  /** The clock for signatures, in milliseconds since 1970. `Date.now` by default. */
  readonly now?: (() => number) | undefined;
}

/** The outcome of all deliveries. Unless stopped, `sent` equals `delivered` plus `lost`. */
export interface DeliveryReport {
  /** Events or deliveries that were sent at least once. */
  readonly sent: number;
  /** Those of them that finally got a 2xx. */
  readonly delivered: number;
  /** Those of them that got a 3xx or 4xx, which Zoom never retries, or that failed after all retries. */
  readonly lost: number;
  /** Retries sent. */
  readonly retries: number;
  /** Answers by HTTP status, including those to retries. */
  readonly answers: Readonly<Record<number, number>>;
  /** Requests without an answer within 3 s. */
  readonly timeouts: number;
  /** Requests whose connection failed. */
  readonly connectionFailures: number;
  /** The longest time to an answer, in milliseconds, to a tenth. */
  readonly slowestMs: number;
  /** Whether the signal stopped the delivery. */
  readonly stopped: boolean;
}

const OPTIONS = { url: 0, secret: 0, speed: 0, concurrency: 0, fetch: 0, signal: 0, now: 0 } as const;

const MINUTE_MS = 60_000;
/** The waits between attempts. */
const RETRY_AFTER_MS = [5 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS];

/**
 * Delivers events to an endpoint as Zoom does. It validates the URL first. Then it sends each event at its time,
 * signed, and waits 3 s for the answer. After a 5xx, a timeout or a failed connection it retries 5, 20 and 60 minutes
 * after the previous attempt, with the same body and request id and a new signature. It does not follow redirects.
 *
 * Deliveries are sent at their `atMs`, events at their `event_ts`, relative to the first; an event without a time is
 * sent at once. `speed` scales these times and the waits before retries, but not the 3 s.
 *
 * @throws {EndpointError} `challenge_failed`: the endpoint does not answer the URL validation as it should
 * @throws {ArgumentError} `argument_invalid`: an option or an event of the wrong type or out of range
 * @throws {WebhookVerificationError} `secret_missing`
 * @example
 * const report = await deliver(createSimulator({ seed: 7 }), { url, secret, speed: 120 })
 */
export async function deliver(
  events: Iterable<Deliverable> | AsyncIterable<Deliverable>,
  options: DeliverOptions,
): Promise<DeliveryReport> {
  checkTarget(options, 'deliver', OPTIONS);
  const { url, secret, speed = 1, concurrency = 8, signal, now = Date.now } = options;
  if (!(typeof speed === 'number' && speed >= 0.01)) throw new ArgumentError('speed', 'a number from 0.01');
  if (!(Number.isInteger(concurrency) && concurrency >= 1))
    throw new ArgumentError('concurrency', 'a whole number from 1');
  requireFunction('fetch', options.fetch);
  requireFunction('now', now);
  requireSignal('signal', signal);
  if (!isIterable(events))
    throw new ArgumentError('events', 'an iterable of events: put a single event in an array');
  const send = options.fetch ?? ((request) => globalThis.fetch(request));
  const timestamp = () => {
    const seconds = Math.floor(now() / 1_000);
    if (isTimestamp(seconds)) return seconds;
    throw new ArgumentError('the result of now', 'milliseconds since 1970');
  };

  const stop = createStopSignal();
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
  const semaphore = createSemaphore(concurrency);
  const pending = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const fail = (error: unknown) => {
    failures.push(error);
    stop.stop();
  };

  /** Sends one body, with retries. The caller has acquired a permit for the first attempt. */
  async function sendWithRetries(body: string, requestId: string): Promise<void> {
    for (const retryAfterMs of [...RETRY_AFTER_MS, undefined]) {
      const isFinal = await sendOnce(body, requestId).finally(semaphore.release);
      if (isFinal || stop.isStopped) return;
      if (retryAfterMs === undefined) break;
      await waitUntil(performance.now() + retryAfterMs / speed, stop);
      await semaphore.acquire();
      if (stop.isStopped) return semaphore.release();
      report.retries += 1;
    }
    report.lost += 1;
  }

  /** Sends one body once. Returns whether the answer is final: neither a failure nor a 5xx. */
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
    let index = 0;
    for await (const item of events) {
      const { atMs, requestId, body } = deliveryOf(item, index++);
      await waitUntil(clock(atMs), stop);
      await semaphore.acquire();
      if (stop.isStopped) {
        semaphore.release();
        break;
      }
      report.sent += 1;
      const work = sendWithRetries(body, requestId)
        .catch(fail)
        .finally(() => pending.delete(work));
      pending.add(work);
    }
    await Promise.all(pending);
    if (failures.length > 0) throw failures[0];
    const slowestMs = Math.round(report.slowestMs * 10) / 10;
    return { ...report, slowestMs, stopped: signal?.aborted ?? false };
  } finally {
    // Stops pending retries if an error ended the loop.
    signal?.removeEventListener('abort', stop.stop);
    stop.stop();
    await Promise.all(pending);
  }
}

/** Converts event times to times of `performance.now()`. */
function createClock(speed: number): (atMs: number | undefined) => number {
  const startMs = performance.now();
  let firstMs: number | undefined;
  return (atMs) => {
    firstMs ??= atMs;
    return atMs === undefined || firstMs === undefined ? startMs : startMs + (atMs - firstMs) / speed;
  };
}

/**
 * The delivery of an item. An event gets a new request id.
 *
 * @throws {ArgumentError} `argument_invalid`: an item that is neither an event nor a delivery
 */
function deliveryOf(
  item: Deliverable,
  index: number,
): { atMs: number | undefined; requestId: string; body: string } {
  const argument = `events[${index}]`;
  requireObject(argument, item, 'an event or a delivery of the simulator');
  if (isDelivery(item)) return { ...item, atMs: timeOf(item.atMs) };
  return { atMs: timeOf(item.event_ts), requestId: crypto.randomUUID(), body: jsonOf(argument, item) };
}

function isDelivery(item: Deliverable): item is SimulatedDelivery {
  return 'requestId' in item && typeof item.requestId === 'string' && typeof item.body === 'string';
}

/** A time, unless the event's own is not a number. */
function timeOf(ms: unknown): number | undefined {
  return typeof ms === 'number' && Number.isFinite(ms) ? ms : undefined;
}

function isIterable(events: unknown): boolean {
  if (typeof events !== 'object' || events === null) return false;
  return Symbol.iterator in events || Symbol.asyncIterator in events;
}
