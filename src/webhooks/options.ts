import { ArgumentError, type ChallengeError, type EventParseError } from '../errors.js';
import { type Handlers, type EventHandlers as HandlersOf, unknownNames } from '../events/dispatch.js';
import type { RefusalCode } from './answers.js';
import { createMemoryDedupe, type DedupeStore, LEASE_MS } from './dedupe.js';
import type { Delivery } from './delivery.js';
import { inRange } from './ranges.js';
import { boundSecrets, type Secrets } from './secrets.js';
import { DEFAULT_TOLERANCE_SECONDS } from './verify.js';

/** A handler for each event name. The name determines the event's type. */
export type EventHandlers = HandlersOf<Delivery>;

/** A genuine request whose body cannot be read. The body is payload: never log it. */
export interface UnreadableRequest {
  readonly body: Uint8Array;
  readonly error: EventParseError | ChallengeError;
  readonly delivery: Delivery;
}

/** A request refused before the receiver knew that it is genuine and in time. */
export interface RefusedRequest {
  readonly code: RefusalCode;
  readonly status: number;
  /** What was wrong, for a log. It contains nothing that the sender wrote. */
  readonly message: string;
  /** The request id that the sender gave, or null if it is unfit for a log line. It is not signed. */
  readonly requestId: string | null;
}

/** A failure that would otherwise go unnoticed: an error in your code, or an event not handled in time or not at all. */
export interface ReceiverFailure {
  /** What was thrown; a `TimeoutError` at `deadline`, an `EventParseError` or `ChallengeError` at `unreadable`. */
  readonly error: unknown;
  /**
   * What threw: a handler, the dedupe store, the secrets function, a listener that is not awaited, or the receiver
   * itself. `deadline`: the handler still runs, and Zoom got a 503. `unreadable`: a genuine event cannot be read and there
   * is no `onUnreadable`, so Zoom got a 500.
   */
  readonly stage: 'handler' | 'dedupe' | 'secrets' | 'listener' | 'receiver' | 'deadline' | 'unreadable';
  readonly delivery?: Delivery;
}

/** The options of `createReceiver`. Handlers may be async: Zoom gets a 2xx only after they succeed. */
export interface ReceiverOptions {
  readonly secrets: Secrets;
  readonly on?: EventHandlers | undefined;
  /** Handles every known event that has no handler in `on`. */
  readonly onEvent?: Handlers<Delivery>['onEvent'];
  /**
   * Handles events whose names are new to this library: all of them, or each by its name. A handler by name is still called
   * after an update of this library that knows its event, until `on` has one.
   */
  readonly onUnknown?: Handlers<Delivery>['onUnknown'];
  /** Handles genuine events that cannot be read. After it Zoom gets a 200; without it a 500, and Zoom retries. */
  readonly onUnreadable?: ((unreadable: UnreadableRequest) => unknown) | undefined;
  /** Called for every request refused before it is known to be genuine and in time. It is not awaited. */
  readonly onRefused?: ((refused: RefusedRequest) => unknown) | undefined;
  /** Called for every event that arrives again after it has been handled. It is not awaited. */
  readonly onDuplicate?: ((delivery: Delivery) => unknown) | undefined;
  /**
   * Called for every error of the functions given here, for handlers that miss the deadline, and for unreadable events if
   * there is no `onUnreadable`. It is not awaited.
   */
  readonly onError?: ((failure: ReceiverFailure) => unknown) | undefined;
  /** The only path to accept, such as `'/webhooks/zoom'`. Any path by default. */
  readonly path?: string | undefined;
  /** The largest body to accept. 1 MiB by default. */
  readonly maxBytes?: number | undefined;
  /**
   * How much memory all unverified bodies may use together. Beyond it, the body that has been arriving longest is cut. At
   * least `maxBytes`; 64 MiB by default, or `maxBytes` if that is more.
   */
  readonly maxBufferedBytes?: number | undefined;
  /** How long a body may take to arrive: 2,000 by default, and never longer than `deadlineMs`. */
  readonly bodyTimeoutMs?: number | undefined;
  /** When to answer 503 if the handler still runs, from arrival. 2,500 by default: Zoom waits 3,000. */
  readonly deadlineMs?: number | undefined;
  /** How far the signed time may be from now, in either direction. 300 by default. */
  readonly toleranceSeconds?: number | undefined;
  /** Where handled events are remembered. In memory by default; several instances need a store they share. */
  readonly dedupe?: DedupeStore | undefined;
  /**
   * `'processed'`, the default, answers after the handler. `'immediate'` answers once the event is verified and parsed: if
   * the handler then fails or the process ends, the event is lost. It takes effect only where the process outlives the
   * answer: on a Node server, or if `fetch` gets a `waitUntil`.
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

/** The options with their defaults filled in. */
export type ReceiverSettings = ReceiverOptions & {
  readonly [Name in Defaulted]-?: NonNullable<ReceiverOptions[Name]>;
};

/** @throws {ArgumentError} the option's name */
export function readOptions(options: ReceiverOptions): ReceiverSettings {
  if (typeof options !== 'object' || options === null) throw new ArgumentError('options', 'an object');
  checkFunctions(options);
  const { path, ack = 'processed', now = Date.now } = options;
  if (path !== undefined && !(typeof path === 'string' && path.startsWith('/')))
    throw new ArgumentError('path', 'a path that begins with /');
  if (ack !== 'processed' && ack !== 'immediate')
    throw new ArgumentError('ack', "'processed' or 'immediate'");
  // A lease must outlast the handler.
  const deadlineMs = inRange('deadlineMs', options.deadlineMs ?? 2_500, 1, LEASE_MS / 2);
  const maxBytes = inRange('maxBytes', options.maxBytes ?? 1 << 20, 1, 2 ** 31);
  return {
    ...options,
    // Less than the deadline, so that the answer can still say what was slow.
    secrets: boundSecrets(options.secrets, deadlineMs * 0.75),
    maxBytes,
    maxBufferedBytes: inRange(
      'maxBufferedBytes',
      options.maxBufferedBytes ?? Math.max(64 << 20, maxBytes),
      maxBytes,
      2 ** 40,
    ),
    // A body must arrive before the deadline.
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

/** A misspelt name would silently lose events. */
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
