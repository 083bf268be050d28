/**
 * The errors of this library: one base class, one class per stage, a literal `code` on each, and a union of all. No message,
 * property or cause contains a secret, a token, an address or payload text.
 */

import type { ArgumentError } from './errors/argument-error.js';
import { ZoomQssError } from './errors/base.js';
import type { EventParseError } from './errors/event-parse-error.js';
import type { RestTransportError, ZoomApiError } from './errors/rest-errors.js';
import type { StoreError } from './errors/store-errors.js';
import type { EndpointError } from './errors/testing-errors.js';
import type { ValueError } from './errors/value-error.js';
import type { ChallengeError, WebhookVerificationError } from './errors/webhook-errors.js';

export { ArgumentError } from './errors/argument-error.js';
export { ZoomQssError } from './errors/base.js';
export {
  type EventFault,
  EventParseError,
  type EventParseErrorCode,
  type Path,
  type ValueKind,
} from './errors/event-parse-error.js';
export {
  type ListProgress,
  RestTransportError,
  type RestTransportErrorCode,
  ZoomApiError,
  type ZoomApiErrorCode,
  type ZoomApiErrorDetails,
  type ZoomFieldError,
} from './errors/rest-errors.js';
export { StoreError, type StoreErrorCode } from './errors/store-errors.js';
export { EndpointError, type EndpointFault } from './errors/testing-errors.js';
export { ValueError } from './errors/value-error.js';
export {
  ChallengeError,
  WebhookVerificationError,
  type WebhookVerificationErrorCode,
} from './errors/webhook-errors.js';

/** Every error class of this library; `switch (error.code)` narrows it. */
export type AnyZoomQssError =
  | EventParseError
  | ValueError
  | ArgumentError
  | ZoomApiError
  | RestTransportError
  | WebhookVerificationError
  | ChallengeError
  | StoreError
  | EndpointError;

/**
 * Whether a value is an error of this library, from any copy and module format of it.
 *
 * @example
 * if (isZoomQssError(error)) switch (error.code) { case 'body_empty': … }
 */
export function isZoomQssError(value: unknown): value is AnyZoomQssError {
  return value instanceof ZoomQssError;
}
