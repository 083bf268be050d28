import type { ChallengeError, EventParseError } from '../errors.js';
import type { EventHandler, EventHandlers as HandlersOf, UnknownEventHandlers } from '../events/dispatch.js';
import type { UnknownEvent, ZoomEvent } from '../events/index.js';
import type { AnswerCode, RefusalCode } from './answers.js';
import type { DedupeStore } from './dedupe.js';
import type { Delivery } from './delivery.js';
import type { Secrets } from './secrets.js';

/** A handler for each event name. The name determines the event's type. */
export type EventHandlers = HandlersOf<Delivery>;

/** A genuine request whose body cannot be read. The body is payload: never log it. */
export interface UnreadableRequest {
  /** The body as received. */
  readonly body: Uint8Array;
  /** Why it cannot be read. */
  readonly error: EventParseError | ChallengeError;
  /** How it came. */
  readonly delivery: Delivery;
}

/** A request refused before the receiver knew that it is genuine and in time, or because too many handlers run. */
export interface RefusedRequest {
  /** Why it was refused. */
  readonly code: RefusalCode;
  /** The HTTP status of the answer. */
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
   * Where it happened.
   *
   * - `handler`: a handler threw, or returned after its signal had aborted.
   * - `dedupe`: the dedupe store or `dedupeKey` threw, or took too long. The event is handled anyway.
   * - `secrets`: the secrets function threw, or took too long.
   * - `listener`: `onRefused`, `onAnswered` or `onDuplicate` threw.
   * - `receiver`: the receiver itself, or the function that reads the body.
   * - `deadline`: the handler still runs at `deadlineMs`. Zoom got a 503.
   * - `unreadable`: a genuine event cannot be read, and there is no `onUnreadable`. Zoom got a 500.
   */
  readonly stage: 'handler' | 'dedupe' | 'secrets' | 'listener' | 'receiver' | 'deadline' | 'unreadable';
  /** How the event came, if the failure is about an event that was verified. */
  readonly delivery?: Delivery;
}

/** A request that has been answered. */
export interface AnsweredRequest {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** Why it was not a success, or null. */
  readonly code: AnswerCode | null;
  /** The name of the event that was read from a verified body, or null. Anybody with the secret can choose it. */
  readonly event: string | null;
  /** Whether it was a URL validation, which Zoom sends every 72 hours. */
  readonly challenge: boolean;
  /** Whether the event had been handled before, so that no handler was called. */
  readonly duplicate: boolean;
  /**
   * The index of the secret that signed, in `secrets` as given, or null if none did. It covers URL validations too: once no
   * request has the old secret's index for some hours, a rotation can be ended.
   */
  readonly secretIndex: number | null;
  /** How long the answer took from arrival, in milliseconds. */
  readonly ms: number;
  /** How many bytes of the body arrived. */
  readonly bytes: number;
}

/** Handlers of events. */
interface EventOptions {
  /** A handler for each event by name. */
  readonly on?: EventHandlers | undefined;
  /** Handles every known event that has no handler in `on`. */
  readonly onEvent?: EventHandler<ZoomEvent, Delivery> | undefined;
  /**
   * Handles events whose names are new to this library: all of them, or each by its name. A handler by name is still called
   * after an update of this library that knows its event, until `on` has one.
   */
  readonly onUnknown?: EventHandler<UnknownEvent, Delivery> | UnknownEventHandlers<Delivery> | undefined;
  /** Handles genuine events that cannot be read. After it Zoom gets a 200; without it a 500, and Zoom retries. */
  readonly onUnreadable?: ((unreadable: UnreadableRequest) => unknown) | undefined;
  /**
   * The key by which an event is recognised as handled, for events that Zoom sends again with another body; undefined is the
   * default, the hash of the body. Of two events with one key the second is lost: put the event's name and time into it. If
   * it throws, `onError` is called and the hash of the body is the key.
   */
  readonly dedupeKey?:
    | ((event: ZoomEvent | UnknownEvent, delivery: Delivery) => string | undefined)
    | undefined;
  readonly onBody?: undefined;
}

/** A handler of bodies instead of events. */
interface BodyOptions {
  /**
   * Handles every verified body unparsed, for queues. Zoom gets a 2xx only after it succeeds. URL validations are answered all
   * the same. `delivery.repairs` is empty.
   */
  readonly onBody: (body: Uint8Array, delivery: Delivery) => unknown;
  readonly on?: undefined;
  readonly onEvent?: undefined;
  readonly onUnknown?: undefined;
  readonly onUnreadable?: undefined;
  readonly dedupeKey?: undefined;
}

interface CommonOptions {
  /**
   * The app's secret token, or several during a rotation, or a function that returns them. One that is not set is
   * `undefined`.
   */
  readonly secrets: Secrets;
  /** Called for every request refused before it is known to be genuine and in time, or as `overloaded`. It is not awaited. */
  readonly onRefused?: ((refused: RefusedRequest) => unknown) | undefined;
  /** Called for every request once its answer is known, for metrics. It is not awaited. */
  readonly onAnswered?: ((answered: AnsweredRequest) => unknown) | undefined;
  /** Called for every event that arrives again after it has been handled. It is not awaited. */
  readonly onDuplicate?: ((delivery: Delivery) => unknown) | undefined;
  /**
   * Called for every error of the functions given here, for handlers that miss the deadline, and for unreadable events if
   * there is no `onUnreadable`. It is not awaited.
   */
  readonly onError?: ((failure: ReceiverFailure) => unknown) | undefined;
  /** The only path to accept, such as `'/webhooks/zoom'`. Any path by default. */
  readonly path?: string | undefined;
  /** The largest body to accept, in bytes. 1 MiB by default. */
  readonly maxBytes?: number | undefined;
  /**
   * How much memory all unverified bodies may use together. Beyond it, the body that has been arriving longest is cut. At
   * least `maxBytes`; 64 MiB by default, or `maxBytes` if that is more.
   */
  readonly maxBufferedBytes?: number | undefined;
  /** How long a body may take to arrive, in milliseconds. 2,000 by default, and never longer than `deadlineMs`. */
  readonly bodyTimeoutMs?: number | undefined;
  /**
   * How long after a request's arrival to answer 503 if the handler still runs, in milliseconds. 2,500 by default, at most
   * 3,000: Zoom waits no longer.
   */
  readonly deadlineMs?: number | undefined;
  /**
   * How many handlers may run at once. Beyond it an event gets a 503. 1,000 by default. A handler counts until it settles,
   * or for four minutes if it hangs. URL validations are always answered.
   */
  readonly maxConcurrent?: number | undefined;
  /** How far the signed time may be from now, in either direction, in seconds. 300 by default. */
  readonly toleranceSeconds?: number | undefined;
  /**
   * The status of `signature_mismatch` if the signed time is within `toleranceSeconds`; else it is 401. 503 by default: the
   * request may be genuine, and Zoom sends it again for 85 minutes, in which a wrong secret can be put right. 401 if a proxy
   * takes a host out of service for its 5xx answers, since strangers can cause these.
   */
  readonly mismatchStatus?: 401 | 503 | undefined;
  /**
   * The name of this receiver in the dedupe store, so that two receivers can share a store and each handle every event. Its
   * `path` by default. Instances of one service must have the same.
   */
  readonly name?: string | undefined;
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

/**
 * The options of `createReceiver`. Handlers may be async: Zoom gets a 2xx only after they succeed. They take events, or with
 * `onBody` unparsed bodies.
 */
export type ReceiverOptions = CommonOptions & (EventOptions | BodyOptions);
