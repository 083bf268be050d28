import { ArgumentError, type ChallengeError, type EventParseError } from '../errors.js';
import { type Handlers, type EventHandlers as HandlersOf, unknownNames } from '../events/dispatch.js';
import type { RefusalCode } from './answers.js';
import { createMemoryDedupe, type DedupeStore, LEASE_MS } from './dedupe.js';
import type { Delivery } from './delivery.js';
import { inRange } from './ranges.js';
import { boundSecrets, type Secrets } from './secrets.js';
import { DEFAULT_TOLERANCE_SECONDS } from './verify.js';

/** A handler for each event by name; the name types the event. */
export type EventHandlers = HandlersOf<Delivery>;

/** A genuine request whose body cannot be read, whole. The body is payload: never log it. */
export interface UnreadableRequest {
  readonly body: Uint8Array;
  readonly error: EventParseError | ChallengeError;
  readonly delivery: Delivery;
}

/** A request refused before it was known to be Zoom's, or to be in time. */
export interface RefusedRequest {
  readonly code: RefusalCode;
  readonly status: number;
  /** What was wrong, for a log. It has no text of the sender's. */
  readonly message: string;
  /** As the sender gave it, if it is fit for a log line. Anyone can send any. */
  readonly requestId: string | null;
}

/** What nobody would hear of otherwise: an error of the user's own code, or an event that was not handled in time or not at all. */
export interface ReceiverFailure {
  /** What was thrown. At `deadline` a `TimeoutError`; at `unreadable` an `EventParseError` or `ChallengeError`. */
  readonly error: unknown;
  /**
   * What threw: a handler, the dedupe store, the secrets function, a listener that is not waited for, or the receiver
   * itself. `deadline`: the handler still runs, and Zoom has been answered 503. `unreadable`: what is genuine cannot be
   * read and there is no `onUnreadable`, so Zoom has been answered 500.
   */
  readonly stage: 'handler' | 'dedupe' | 'secrets' | 'listener' | 'receiver' | 'deadline' | 'unreadable';
  readonly delivery?: Delivery;
}

/** What `createReceiver` takes. Zoom is answered with a 2xx only after the handler, which may be async, has succeeded. */
export interface ReceiverOptions {
  readonly secrets: Secrets;
  readonly on?: EventHandlers | undefined;
  /** Takes every known event that has no handler in `on`. */
  readonly onEvent?: Handlers<Delivery>['onEvent'];
  /**
   * Takes events whose names are new to this library: all of them, or each by its name. A handler by name is still called
   * after an update of this library that knows its event, until `on` has one.
   */
  readonly onUnknown?: Handlers<Delivery>['onUnknown'];
  /** Takes what is genuine but unreadable. When it returns the answer is 200; without it 500, and Zoom tries again. */
  readonly onUnreadable?: ((unreadable: UnreadableRequest) => unknown) | undefined;
  /** Hears of every refusal of what is not known to be genuine and in time. It is not waited for. */
  readonly onRefused?: ((refused: RefusedRequest) => unknown) | undefined;
  /** Hears of every event that came again after it had been handled. It is not waited for. */
  readonly onDuplicate?: ((delivery: Delivery) => unknown) | undefined;
  /**
   * Hears of every error of the code given here, of handlers that overrun the deadline, and of what is genuine but
   * unreadable where there is no `onUnreadable`. It is not waited for.
   */
  readonly onError?: ((failure: ReceiverFailure) => unknown) | undefined;
  /** The only path answered: `'/webhooks/zoom'`. Any path by default. */
  readonly path?: string | undefined;
  /** The largest body read. 1 MiB by default. */
  readonly maxBytes?: number | undefined;
  /**
   * How much is buffered of all unverified bodies together; beyond it, the body that has been arriving longest is cut. At
   * least `maxBytes`. 64 MiB by default, or `maxBytes` if that is more.
   */
  readonly maxBufferedBytes?: number | undefined;
  /** How long a body may take to arrive: 2,000 by default, and never longer than `deadlineMs`. */
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

type Defaulted =
  | 'maxBytes'
  | 'maxBufferedBytes'
  | 'bodyTimeoutMs'
  | 'deadlineMs'
  | 'toleranceSeconds'
  | 'dedupe'
  | 'ack'
  | 'now';

/** The options with nothing left open. */
export type ReceiverSettings = ReceiverOptions & {
  readonly [Name in Defaulted]-?: NonNullable<ReceiverOptions[Name]>;
};

/** @throws ArgumentError */
export function readOptions(options: ReceiverOptions): ReceiverSettings {
  if (typeof options !== 'object' || options === null) throw new ArgumentError('options', 'an object');
  checkFunctions(options);
  const { path, ack = 'processed', now = Date.now } = options;
  if (path !== undefined && !(typeof path === 'string' && path.startsWith('/')))
    throw new ArgumentError('path', 'a path that begins with /');
  if (ack !== 'processed' && ack !== 'immediate')
    throw new ArgumentError('ack', "'processed' or 'immediate'");
  // A lease must outlive the handler's time.
  const deadlineMs = inRange('deadlineMs', options.deadlineMs ?? 2_500, 1, LEASE_MS / 2);
  const maxBytes = inRange('maxBytes', options.maxBytes ?? 1 << 20, 1, 2 ** 31);
  return {
    ...options,
    // Less than the deadline, so that the answer still tells what was slow.
    secrets: boundSecrets(options.secrets, deadlineMs * 0.75),
    maxBytes,
    maxBufferedBytes: inRange(
      'maxBufferedBytes',
      options.maxBufferedBytes ?? Math.max(64 << 20, maxBytes),
      maxBytes,
      2 ** 40,
    ),
    // A body has no longer than the answer.
    bodyTimeoutMs: Math.min(
      inRange('bodyTimeoutMs', options.bodyTimeoutMs ?? 2_000, 1, LEASE_MS / 2),
      deadlineMs,
    ),
    deadlineMs,
    toleranceSeconds: inRange(
      'toleranceSeconds',
      options.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS,
      0,
      2 ** 31,
    ),
    dedupe: options.dedupe ?? createMemoryDedupe({ now }),
    ack,
    now,
  };
}

/** A typing error here would lose events silently. */
function checkFunctions({ on = {}, onUnknown = {}, dedupe }: ReceiverOptions): void {
  const [misspelled] = unknownNames(on);
  if (misspelled !== undefined)
    throw new ArgumentError(
      `on['${misspelled}']`,
      'a function for a known event; handlers of events newer than this library go into onUnknown',
    );
  // As a function, onUnknown takes all unknown events.
  const byName = { on, onUnknown: typeof onUnknown === 'function' ? {} : onUnknown };
  for (const [option, handlers] of Object.entries(byName))
    for (const [name, handler] of Object.entries(handlers))
      if (handler !== undefined && typeof handler !== 'function')
        throw new ArgumentError(`${option}['${name}']`, 'a function');
  if (dedupe === undefined) return;
  for (const name of ['claim', 'complete', 'release'] as const)
    if (typeof dedupe?.[name] !== 'function') throw new ArgumentError(`dedupe.${name}`, 'a function');
}
