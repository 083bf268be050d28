import { ZoomQssError } from './base.js';

/** A place in a document: keys and array indexes from the root, such as `['payload', 'object', 'uuid']`. */
export type Path = readonly (string | number)[];

/** The kind of a JSON value. Errors report kinds instead of values, which may be personal. */
export type ValueKind = 'missing' | 'null' | 'string' | 'number' | 'boolean' | 'object' | 'array' | 'other';

/** One place where a body differs from its declared type. */
export interface EventFault {
  /** Where it is, from the root of the body. */
  readonly path: Path;
  /** The declared type: `'string'`, `'object'`, `'QosItem[]'`, … */
  readonly expected: string;
  /** The kind found, never the value. */
  readonly received: ValueKind;
}

/** Why a body cannot be read; `EventParseError` says what each means. */
export type EventParseErrorCode = 'body_empty' | 'body_not_utf8' | 'body_not_json' | 'event_malformed';

/**
 * A body that cannot be read as an event.
 *
 * - `body_empty`: no text at all.
 * - `body_not_utf8`: bytes that are not UTF-8.
 * - `body_not_json`: text that is not JSON.
 * - `event_malformed`: JSON that is not an event, or an event without something that nothing can replace, such as its payload;
 *   `issues` names each place.
 */
export class EventParseError extends ZoomQssError {
  static override readonly name: string = 'EventParseError';

  declare readonly code: EventParseErrorCode;
  /** The faults, in declared order; empty unless the code is `event_malformed`. */
  declare readonly issues: readonly EventFault[];

  constructor(code: EventParseErrorCode, message: string, issues: readonly EventFault[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}
