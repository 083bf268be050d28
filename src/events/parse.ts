import { type EventFault, EventParseError, type ValueKind } from '../errors.js';
import { isObject } from '../shapes/conforms.js';
import { decode, parseJson } from '../shapes/decode.js';
import { readAs } from '../shapes/read.js';
import { kindOf, type Repaired } from '../shapes/repair.js';
import { compile } from '../shapes/shape.js';
import { eventShape } from './event-shape.js';
import type { UnknownEvent, ZoomEvent } from './types.js';

/** What is read of an event with an unknown name: its payload may be anything. */
const UNKNOWN_EVENT = /* @__PURE__ */ compile('event event_ts?:number', () => undefined);

/** What `safeParseEvent` returns. */
export type ParseResult =
  | { readonly ok: true; readonly event: ZoomEvent | UnknownEvent }
  | { readonly ok: false; readonly error: EventParseError };

/**
 * Reads an event: from text, from the bytes of a body (UTF-8), or from a value parsed already.
 *
 * It is tolerant, because an event refused is an event lost, and what it returns has its static type. Names, fields and
 * enum members it does not know pass. A number or boolean in a text field becomes its text, digit for digit; decimal text
 * in a number field becomes the number; `null` in an optional field is removed; a lone item where a list is declared
 * becomes a list of one, and the reverse. A value that must be changed is copied first.
 *
 * @throws {EventParseError} `body_empty`, `body_not_utf8`, `body_not_json`, or `event_malformed` with the path of each fault
 * @example
 * const event = parseEvent(await request.text())
 * if (isEvent(event, 'meeting.participant_qos')) event.payload.object.participant.qos
 */
export function parseEvent(input: string | Uint8Array | unknown): ZoomEvent | UnknownEvent {
  const text = decode(input);
  const { value, faults } = text === undefined ? readEvent(input) : readEvent(parseJson(text), text);
  if (faults.length > 0) throw malformed(faults);
  // It has the type of its shape: the event of that name, or UnknownEvent where there is none.
  return value as unknown as ZoomEvent | UnknownEvent;
}

/**
 * Like `parseEvent`, with the error in the result.
 *
 * @example
 * const result = safeParseEvent(line)
 * if (result.ok) handle(result.event)
 * else reject(line, result.error.code)
 */
export function safeParseEvent(input: string | Uint8Array | unknown): ParseResult {
  try {
    return { ok: true, event: parseEvent(input) };
  } catch (error) {
    if (error instanceof EventParseError) return { ok: false, error };
    throw error;
  }
}

function readEvent(value: unknown, text?: string): Repaired {
  let received: ValueKind = 'other';
  try {
    if (isObject(value)) return readAs(value, eventShape(value.event) ?? UNKNOWN_EVENT, text);
    received = kindOf(value);
  } catch {
    // A getter or a proxy of the caller's can throw anything, payload text included.
  }
  return { value: {}, faults: [{ path: [], expected: 'object', received }] };
}

/** The error of an event that has faults. */
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
