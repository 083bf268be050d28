import { type EventFault, EventParseError, type ValueKind } from '../errors.js';
import { isObject } from '../shapes/conforms.js';
import { decode, parseJson } from '../shapes/decode.js';
import { kindOf } from '../shapes/kind.js';
import { readAs } from '../shapes/read.js';
import { NO_REPAIRS, type Repaired, type Repairs } from '../shapes/repaired.js';
import { compile } from '../shapes/shape.js';
import { eventShape } from './event-shape.js';
import type { UnknownEvent, ZoomEvent } from './types.js';

/** The shape of an event with an unknown name: its payload may be anything. */
const UNKNOWN_EVENT = /* @__PURE__ */ compile('event! event_ts?:number', () => undefined);

/** An event, and what was changed to give it its declared type: nothing for nearly all events. */
export interface ParsedEvent extends Repairs {
  readonly ok: true;
  /** The event, with its declared type. */
  readonly event: ZoomEvent | UnknownEvent;
}

/** What `safeParseEvent` returns. */
export type ParseResult =
  | ParsedEvent
  | {
      readonly ok: false;
      /** Why the body cannot be read. */
      readonly error: EventParseError;
    };

/**
 * Reads an event from text, from the bytes of a body (UTF-8) or from a parsed value. The event it returns has its static type.
 *
 * If you refuse an event, it is lost. So this throws only for one that cannot be recognised: one without a name, a known one
 * without `payload`, `payload.object` or a readable `event_ts`, or a QSS event without the list or object that holds its
 * measurements. Everything else is read:
 *
 * - Unknown names, fields and enum members pass.
 * - A number in a text field becomes its text, digit for digit; text of digits in a number field becomes the number; a lone
 *   item where a list is declared becomes a list of one.
 * - A required text that is missing, null or unreadable becomes `''`, a list `[]`, an object one of such blanks.
 * - An optional field or an item of a list that cannot be read is left out.
 *
 * `safeParseEvent` reports each change. A value is copied before it is changed.
 *
 * @param input text, `Uint8Array`, `ArrayBuffer` or any view of one, or what `JSON.parse` returned
 * @throws {EventParseError} `body_empty`, `body_not_utf8`, `body_not_json`, or `event_malformed` with the path of each fault
 * @example
 * const event = parseEvent(await request.text())
 * if (isEvent(event, 'meeting.participant_qos')) event.payload.object.participant.qos
 */
export function parseEvent(input: unknown): ZoomEvent | UnknownEvent {
  return eventOf(readInput(input));
}

/**
 * Like `parseEvent`, with the error and the repairs in the result. A repair names a path and kinds of values, never a value.
 *
 * @param input text, `Uint8Array`, `ArrayBuffer` or any view of one, or what `JSON.parse` returned
 * @example
 * const result = safeParseEvent(line)
 * if (!result.ok) reject(line, result.error.code)
 * else for (const { action, path } of result.repairs) console.warn(action, path.join('.'))
 */
export function safeParseEvent(input: unknown): ParseResult {
  try {
    const repaired = readInput(input);
    const { repairs, repairsOmitted } = repaired;
    return { ok: true, event: eventOf(repaired), repairs, repairsOmitted };
  } catch (error) {
    if (error instanceof EventParseError) return { ok: false, error };
    throw error;
  }
}

function readInput(input: unknown): Repaired {
  const text = decode(input);
  return text === undefined ? readEvent(input) : readEvent(parseJson(text), text);
}

function readEvent(value: unknown, text?: string): Repaired {
  let received: ValueKind = 'other';
  try {
    if (isObject(value)) return withName(readAs(value, eventShape(value.event) ?? UNKNOWN_EVENT, text));
    received = kindOf(value);
  } catch {
    // A getter or a proxy of the caller's can throw anything, even payload text: it is not passed on.
  }
  return { value: {}, ...NO_REPAIRS, faults: [{ path: [], expected: 'object', received }] };
}

/** Adds a fault if the name of an event is blank: nothing could tell which event it is. */
function withName(repaired: Repaired): Repaired {
  const { event } = repaired.value;
  if (repaired.faults.length > 0 || typeof event !== 'string' || event.trim() !== '') return repaired;
  return {
    ...repaired,
    faults: [{ path: ['event'], expected: 'a name', received: 'string' }, ...repaired.faults],
  };
}

function eventOf({ value, faults }: Repaired): ZoomEvent | UnknownEvent {
  if (faults.length > 0) throw malformed(faults);
  // Without faults it has the type of its shape: that of the event of its name, or UnknownEvent.
  return value as unknown as ZoomEvent | UnknownEvent;
}

/** The error of an event with faults. */
export function malformed(faults: readonly EventFault[]): EventParseError {
  const [first] = faults;
  const place = first?.path.join('.') || 'the root';
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : '';
  return new EventParseError(
    'event_malformed',
    `Malformed event: at ${place} expected ${first?.expected}, received ${first?.received}${more}.`,
    faults,
  );
}
