import { ArgumentError, type ChallengeError, type EventParseError } from '../errors.js';
import type { UnknownEvent, ZoomEvent, ZoomEventMap, ZoomEventName } from '../events/index.js';
import type { RefusalCode } from './answers.js';
import { createMemoryDedupe, type DedupeStore, LEASE_MS } from './dedupe.js';
import type { Delivery } from './delivery.js';
import type { Secrets } from './secrets.js';
import { DEFAULT_TOLERANCE_SECONDS } from './verify.js';

/** A handler for each event by name; the name types the event. */
export type EventHandlers = {
  readonly [Name in ZoomEventName]?: ((event: ZoomEventMap[Name], delivery: Delivery) => unknown) | undefined;
};

/** A genuine request whose body cannot be read, whole. The body is payload: never log it. */
export interface RejectedRequest {
  readonly body: Uint8Array;
  readonly error: EventParseError | ChallengeError;
  readonly delivery: Delivery;
}

/** A request refused before it was known to be Zoom's, or to be in time. */
export interface RefusedRequest {
  readonly code: RefusalCode;
  readonly status: number;
  /** As the sender gave it, if it is fit for a log line. Anyone can send any. */
  readonly requestId: string | null;
}

/** An error of the user's own code, which an answer never shows. */
export interface ReceiverFailure {
  readonly error: unknown;
  /** What threw: a handler, the dedupe store, the secrets function, a listener that is not waited for, or the receiver itself. */
  readonly stage: 'handler' | 'dedupe' | 'secrets' | 'listener' | 'receiver';
  readonly delivery?: Delivery;
}

/** What `createReceiver` takes. Zoom is answered with a 2xx only after the handler, which may be async, has succeeded. */
export interface ReceiverOptions {
  readonly secrets: Secrets;
  readonly on?: EventHandlers | undefined;
  /** Takes every known event that has no handler in `on`. */
  readonly onEvent?: ((event: ZoomEvent, delivery: Delivery) => unknown) | undefined;
  /** Takes a known event that nothing else takes. */
  readonly onUnhandled?: ((event: ZoomEvent, delivery: Delivery) => unknown) | undefined;
  /** Takes an event whose name is new to this library. */
  readonly onUnknown?: ((event: UnknownEvent, delivery: Delivery) => unknown) | undefined;
  /** Takes what is genuine but unreadable. When it returns the answer is 200; without it 500, and Zoom tries again. */
  readonly onRejected?: ((rejected: RejectedRequest) => unknown) | undefined;
  /** Hears of every refusal. It is not waited for. */
  readonly onRefused?: ((refused: RefusedRequest) => unknown) | undefined;
  /** Hears of every event that came again after it had been handled. It is not waited for. */
  readonly onDuplicate?: ((delivery: Delivery) => unknown) | undefined;
  /** Hears of every error of the code given here. It is not waited for. */
  readonly onError?: ((failure: ReceiverFailure) => unknown) | undefined;
  /** The only path answered: `'/webhooks/zoom'`. Any path by default. */
  readonly path?: string | undefined;
  /** The largest body read. 1 MiB by default. */
  readonly maxBytes?: number | undefined;
  /** How long a body may take to arrive. 2,000 by default. */
  readonly bodyTimeoutMs?: number | undefined;
  /** When to answer 503 if the handler still runs, counted from arrival. 2,500 by default: Zoom gives up after 3,000. */
  readonly deadlineMs?: number | undefined;
  /** How far the signed time may lie from now, both ways. 300 by default. */
  readonly toleranceSeconds?: number | undefined;
  /** Where events handled are remembered. In memory by default; several instances need a store they share. */
  readonly dedupe?: DedupeStore | undefined;
  /**
   * `'processed'`, the default, answers after the handler. `'immediate'` answers once the event is verified and read: an
   * event whose handler then fails, or whose process ends, is lost. It takes effect only where something keeps the work
   * alive: on a Node server, or where `fetch` is given `waitUntil`.
   */
  readonly ack?: 'processed' | 'immediate' | undefined;
  /** The clock, in milliseconds. `Date.now` by default. */
  readonly now?: (() => number) | undefined;
}

type Defaulted = 'maxBytes' | 'bodyTimeoutMs' | 'deadlineMs' | 'toleranceSeconds' | 'dedupe' | 'ack' | 'now';

/** The options with nothing left open. */
export type ReceiverSettings = ReceiverOptions & {
  readonly [Name in Defaulted]-?: NonNullable<ReceiverOptions[Name]>;
};

/** @throws ArgumentError */
export function readOptions(options: ReceiverOptions): ReceiverSettings {
  const { path, ack = 'processed', now = Date.now } = options;
  if (path !== undefined && !path.startsWith('/'))
    throw new ArgumentError('path', 'a path that begins with /');
  if (ack !== 'processed' && ack !== 'immediate')
    throw new ArgumentError('ack', "'processed' or 'immediate'");
  return {
    ...options,
    maxBytes: within('maxBytes', options.maxBytes ?? 1 << 20, 1, 2 ** 31),
    // A lease must outlive the handler's time.
    bodyTimeoutMs: within('bodyTimeoutMs', options.bodyTimeoutMs ?? 2_000, 1, LEASE_MS / 2),
    deadlineMs: within('deadlineMs', options.deadlineMs ?? 2_500, 1, LEASE_MS / 2),
    toleranceSeconds: within(
      'toleranceSeconds',
      options.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS,
      0,
      Number.MAX_VALUE,
    ),
    dedupe: options.dedupe ?? createMemoryDedupe({ now }),
    ack,
    now,
  };
}

function within(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new ArgumentError(name, `a number from ${least} to ${most}`);
}
