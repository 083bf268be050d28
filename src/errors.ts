/**
 * Every error this library throws: one base class, one class per stage, a literal `code` on each, and a union of all.
 * No message, property or cause carries a secret, a token, an address or the text of a payload.
 */

/** Where in a document something stands: keys and array indexes from the root, `['payload', 'object', 'uuid']`. */
export type Path = readonly (string | number)[];

/** The kind of a JSON value. Kinds are reported in place of values, which may be personal. */
export type ValueKind = 'missing' | 'null' | 'string' | 'number' | 'boolean' | 'object' | 'array' | 'other';

const BRAND = Symbol.for('zoom-qss.error');

/**
 * The base of all errors of this library.
 *
 * `instanceof` holds across copies of the package and across ESM and CommonJS: instances are known by a brand in the
 * global symbol registry, not by the identity of a class.
 *
 * @example
 * try { parseEvent(body) } catch (error) {
 *   if (isZoomQssError(error)) log.warn(error.code)
 *   else throw error
 * }
 */
export abstract class ZoomQssError extends Error {
  /** The class's name, kept apart from `Function.name`, which minifiers change. */
  static readonly kind: string = 'ZoomQssError';

  abstract readonly code: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    // Not enumerable: a log of the error shows its facts only.
    Object.defineProperty(this, BRAND, { value: new.target.kind });
  }

  override get name(): string {
    return (this.constructor as typeof ZoomQssError).kind;
  }

  static override [Symbol.hasInstance](
    this: Pick<typeof ZoomQssError, 'kind' | 'prototype'>,
    value: unknown,
  ): boolean {
    if (typeof value !== 'object' || value === null) return false;
    // A class derived by a user owns no `kind`; it is known by its prototype alone.
    if (!Object.hasOwn(this, 'kind')) return Object.prototype.isPrototypeOf.call(this.prototype, value);
    const kind = (value as { [BRAND]?: unknown })[BRAND];
    return typeof kind === 'string' && (this.kind === 'ZoomQssError' || this.kind === kind);
  }
}

/** One place where a body is not the event it says it is. */
export interface EventFault {
  readonly path: Path;
  /** The declared type: `'string'`, `'object'`, `'array of QosItem'`, … */
  readonly expected: string;
  /** The kind found, never the value. */
  readonly received: ValueKind;
}

export type EventParseErrorCode = 'body_empty' | 'body_not_utf8' | 'body_not_json' | 'event_malformed';

/**
 * A body that cannot be read as an event.
 *
 * - `body_empty`: no text at all.
 * - `body_not_utf8`: bytes that are not UTF-8.
 * - `body_not_json`: text that is not JSON.
 * - `event_malformed`: JSON that is no event, or an event whose declared type does not hold; `issues` names each place.
 */
export class EventParseError extends ZoomQssError {
  static override readonly kind: string = 'EventParseError';
  readonly code: EventParseErrorCode;
  /** The faults, in document order; empty unless the code is `event_malformed`. */
  readonly issues: readonly EventFault[];

  constructor(code: EventParseErrorCode, message: string, issues: readonly EventFault[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

/** A text that cannot be read as the quantity asked for. The text itself is payload, so it is not part of the error. */
export class ValueError extends ZoomQssError {
  static override readonly kind: string = 'ValueError';
  readonly code = 'value_unreadable';
  /** What was asked for: `'a bitrate, such as "63 kbps"'`. */
  readonly expected: string;
  /** What came, by kind and length: `'text of 9 characters'`. */
  readonly received: string;

  constructor(expected: string, received: string) {
    super(`Expected ${expected}; received ${received}.`);
    this.expected = expected;
    this.received = received;
  }
}

/** An argument or option that cannot be used. The value itself may be an id or a secret, so it is not part of the error. */
export class ArgumentError extends ZoomQssError {
  static override readonly kind: string = 'ArgumentError';
  readonly code = 'argument_invalid';
  /** Its name: `'meetingId'`, `'baseUrl'`, … */
  readonly argument: string;
  /** What was asked for: `'an https URL'`. */
  readonly expected: string;

  constructor(argument: string, expected: string) {
    super(`Expected ${argument} to be ${expected}.`);
    this.argument = argument;
    this.expected = expected;
  }
}

export type ZoomApiErrorCode =
  | 'unauthorized'
  | 'scope_missing'
  | 'subscription_missing'
  | 'not_available'
  | 'too_old'
  | 'rate_limited'
  | 'page_expired'
  | 'bad_request'
  | 'server_error';

/** One field that Zoom refused, in Zoom's own words. */
export interface ZoomFieldError {
  readonly field: string;
  readonly message: string;
}

/** How far a list came before it failed: everything counted here was handed over, or was ready to be. */
export interface ListProgress {
  readonly pages: number;
  readonly items: number;
}

/** What an answer of Zoom's says of its refusal. */
export interface ZoomApiErrorDetails {
  readonly status: number;
  readonly zoomCode?: number | undefined;
  readonly zoomMessage?: string | undefined;
  readonly errors?: readonly ZoomFieldError[];
  readonly trackingId?: string | undefined;
  readonly retryAt?: Date | undefined;
  readonly scopes?: readonly string[];
  readonly progress?: ListProgress | undefined;
}

/**
 * An answer in which Zoom refuses a request.
 *
 * - `unauthorized`: the credentials or the token are not accepted, a renewed token included.
 * - `scope_missing`: the app lacks a scope; `scopes` lists those that Zoom names.
 * - `subscription_missing`: the app is not subscribed to the QoS summary event, which these lists depend on.
 * - `not_available`: no such conference, or it has not ended yet.
 * - `too_old`: the conference is more than a year old.
 * - `rate_limited`: too many requests, after all attempts or with a wait beyond the cap; `retryAt` says when to come back.
 * - `page_expired`: the token of the next page is no longer valid (it lives 15 minutes); `progress` says how far the list came.
 * - `bad_request`: any other refusal.
 * - `server_error`: Zoom failed, after all attempts.
 *
 * `zoomMessage` and `errors` are Zoom's own words, with the credentials of the request removed. They may repeat an id
 * that was asked for; `message` never does.
 */
export class ZoomApiError extends ZoomQssError {
  static override readonly kind: string = 'ZoomApiError';
  readonly code: ZoomApiErrorCode;
  /** The HTTP status. It is 200 for a refusal that Zoom sends as a success. */
  readonly status: number;
  /** Zoom's own number for the refusal, such as 3001. */
  readonly zoomCode: number | undefined;
  readonly zoomMessage: string | undefined;
  readonly errors: readonly ZoomFieldError[];
  /** What Zoom's support asks for: the `x-zm-trackingid` header. */
  readonly trackingId: string | undefined;
  /** When Zoom will accept requests again, where it says so. */
  readonly retryAt: Date | undefined;
  /** The missing scopes, where Zoom names them. */
  readonly scopes: readonly string[];
  readonly progress: ListProgress | undefined;

  constructor(code: ZoomApiErrorCode, message: string, details: ZoomApiErrorDetails) {
    super(message);
    this.code = code;
    this.status = details.status;
    this.zoomCode = details.zoomCode;
    this.zoomMessage = details.zoomMessage;
    this.errors = details.errors ?? [];
    this.trackingId = details.trackingId;
    this.retryAt = details.retryAt;
    this.scopes = details.scopes ?? [];
    this.progress = details.progress;
  }
}

export type RestTransportErrorCode =
  | 'timeout'
  | 'network'
  | 'response_malformed'
  | 'page_loop'
  | 'redirected'
  | 'aborted';

/**
 * A request that got no answer it could use.
 *
 * - `timeout`: headers and body did not arrive within the deadline.
 * - `network`: no connection, or one that ended before the answer did, after all attempts; `reason` is the system's own code.
 * - `response_malformed`: a complete answer that is not the JSON declared; `issues` names each place.
 * - `page_loop`: a page token that came before, so that the list would never end; `progress` says how far it came.
 * - `redirected`: the host sent the request elsewhere. Redirects are not followed, since they would carry the token along.
 * - `aborted`: the caller's signal.
 */
export class RestTransportError extends ZoomQssError {
  static override readonly kind: string = 'RestTransportError';
  readonly code: RestTransportErrorCode;
  /** `'ECONNRESET'`, `'ENOTFOUND'`, …, where the system says so. */
  readonly reason: string | undefined;
  /** The faults, in document order; empty unless the code is `response_malformed`. */
  readonly issues: readonly EventFault[];
  readonly progress: ListProgress | undefined;

  constructor(
    code: RestTransportErrorCode,
    message: string,
    details: {
      readonly reason?: string | undefined;
      readonly issues?: readonly EventFault[];
      readonly progress?: ListProgress;
    } = {},
  ) {
    super(message);
    this.code = code;
    this.reason = details.reason;
    this.issues = details.issues ?? [];
    this.progress = details.progress;
  }
}

export type WebhookVerificationErrorCode =
  | 'secret_missing'
  | 'signature_missing'
  | 'signature_malformed'
  | 'signature_mismatch'
  | 'timestamp_missing'
  | 'timestamp_malformed'
  | 'timestamp_stale'
  | 'timestamp_future'
  | 'body_empty'
  | 'body_not_raw'
  | 'body_too_large';

/**
 * A request that is not shown to be Zoom's.
 *
 * - `secret_missing`: no secret to check with; `cause` is what the secrets function threw, if it did.
 * - `signature_missing`, `timestamp_missing`: the header did not come.
 * - `signature_malformed`, `timestamp_malformed`: the header is not of Zoom's form, or came more than once.
 * - `signature_mismatch`: no secret makes this signature over these bytes.
 * - `timestamp_stale`, `timestamp_future`: the signature is genuine, its time outside the window.
 * - `body_empty`: no bytes at all.
 * - `body_not_raw`: the bytes received are gone, as after a body parser.
 * - `body_too_large`: more bytes than the receiver accepts.
 */
export class WebhookVerificationError extends ZoomQssError {
  static override readonly kind: string = 'WebhookVerificationError';
  readonly code: WebhookVerificationErrorCode;

  constructor(code: WebhookVerificationErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/**
 * A URL validation request without a token that may be signed: text of 1 to 128 characters of `A-Z a-z 0-9 + / = _ -`.
 * Anything else is refused, since signing arbitrary text would forge event signatures.
 */
export class ChallengeError extends ZoomQssError {
  static override readonly kind: string = 'ChallengeError';
  readonly code = 'challenge_malformed';

  constructor() {
    super('Expected plainToken to be 1 to 128 characters of A-Z a-z 0-9 + / = _ and -.');
  }
}

/** Every error class of this library; `switch (error.code)` narrows it. */
export type AnyZoomQssError =
  | EventParseError
  | ValueError
  | ArgumentError
  | ZoomApiError
  | RestTransportError
  | WebhookVerificationError
  | ChallengeError;

/**
 * Whether a value is an error of this library, whichever copy or module format made it.
 *
 * @example
 * if (isZoomQssError(error)) switch (error.code) { case 'body_empty': … }
 */
export function isZoomQssError(value: unknown): value is AnyZoomQssError {
  return value instanceof ZoomQssError;
}
