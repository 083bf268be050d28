import { ZoomQssError } from './base.js';
import type { EventFault } from './event-parse-error.js';

/** Why Zoom refused; `ZoomApiError` says what each means. */
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

/** One rejected field, in Zoom's own words. */
export interface ZoomFieldError {
  /** The name of the field. */
  readonly field: string;
  /** Why Zoom rejected it. */
  readonly message: string;
}

/** How much of a list was read before a page failed. The items of the pages counted here have been handed over. */
export interface ListProgress {
  /** How many pages were read. */
  readonly pages: number;
  /** How many items they had. */
  readonly items: number;
}

/** The details of an error response. */
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
 * An error response from Zoom.
 *
 * - `unauthorized`: the credentials or the token are not accepted, a renewed token included.
 * - `scope_missing`: the app lacks a scope; `scopes` lists those that Zoom names.
 * - `subscription_missing`: the app is not subscribed to the QoS summary event, which these lists depend on.
 * - `not_available`: no such conference, or it has not ended yet.
 * - `too_old`: the conference is more than a year old.
 * - `rate_limited`: too many requests, after all attempts or with a wait beyond the cap; `retryAt` says when to come back.
 * - `page_expired`: the token of the next page is no longer valid (Zoom keeps it for 15 minutes).
 * - `bad_request`: any other rejected request.
 * - `server_error`: Zoom failed, after all attempts.
 *
 * `zoomMessage`, `errors` and `trackingId` are Zoom's own words, without the credentials of the request. They may repeat an
 * id that was asked for; `message` never does.
 */
export class ZoomApiError extends ZoomQssError {
  static override readonly name: string = 'ZoomApiError';

  readonly code: ZoomApiErrorCode;
  /** The HTTP status. Zoom sends some errors with 200. */
  readonly status: number;
  /** Zoom's error number, such as 3001. */
  readonly zoomCode: number | undefined;
  /** Zoom's message, where there is one. */
  readonly zoomMessage: string | undefined;
  /** The fields that Zoom rejected; usually empty. */
  readonly errors: readonly ZoomFieldError[];
  /** What Zoom's support asks for: the `x-zm-trackingid` header. */
  readonly trackingId: string | undefined;
  /** When Zoom will accept requests again, where it says so. */
  readonly retryAt: Date | undefined;
  /** The missing scopes, where Zoom names them. */
  readonly scopes: readonly string[];
  /** How much of the list was read, unless the first page failed. */
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

/** Why there was no usable response; `RestTransportError` says what each means. */
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
 * - `timeout`: headers and body did not arrive within the deadline, or `getToken` returned no token within it.
 * - `network`: no connection, or one that ended before the answer did, after all attempts; `reason` is the system's own code.
 * - `response_malformed`: an answer that is not the JSON declared, a 404 that is not Zoom's included, where `issues` names
 *   each place; or one of more than 16 MiB, without `issues`.
 * - `page_loop`: the list would never end: a page token repeats, or ten pages in a row are empty.
 * - `redirected`: the host sent the request elsewhere. Redirects are not followed, since they would carry the token along.
 * - `aborted`: the caller's signal; `cause` is its reason, the caller's own object. No other code has a cause.
 */
export class RestTransportError extends ZoomQssError {
  static override readonly name: string = 'RestTransportError';

  readonly code: RestTransportErrorCode;
  /** `'ECONNRESET'`, `'ENOTFOUND'`, …, where the system says so. */
  readonly reason: string | undefined;
  /** The faults of a `response_malformed`, in declared order; empty for any other code. */
  readonly issues: readonly EventFault[];
  /** How much of the list was read, unless the first page failed. */
  readonly progress: ListProgress | undefined;

  constructor(
    code: RestTransportErrorCode,
    message: string,
    details: {
      readonly reason?: string | undefined;
      readonly issues?: readonly EventFault[];
      readonly progress?: ListProgress;
      readonly cause?: unknown;
    } = {},
  ) {
    // Of the details `Error` reads the cause, if there is one.
    super(message, details);
    this.code = code;
    this.reason = details.reason;
    this.issues = details.issues ?? [];
    this.progress = details.progress;
  }
}
