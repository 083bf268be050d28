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

  static override [Symbol.hasInstance](this: typeof ZoomQssError, value: unknown): boolean {
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

/** Every error class of this library; `switch (error.code)` narrows it. */
export type AnyZoomQssError = EventParseError | ValueError;

/**
 * Whether a value is an error of this library, whichever copy or module format made it.
 *
 * @example
 * if (isZoomQssError(error)) switch (error.code) { case 'body_empty': … }
 */
export function isZoomQssError(value: unknown): value is AnyZoomQssError {
  return value instanceof ZoomQssError;
}
