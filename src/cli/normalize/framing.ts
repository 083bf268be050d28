import { elementsOf } from './elements.js';
import { BYTE, firstInk } from './json-bytes.js';
import { createJsonScanner } from './json-scanner.js';
import type { Line } from './lines.js';
import { NOT_JSON, type Outcome, type Read } from './outcome.js';

/** One JSON value of an input, or what should have been one. */
export interface Found {
  readonly bytes: Uint8Array;
  /** The line it begins in. */
  readonly line: number;
  /** Its index, if it is an element of an array. */
  readonly element: number | undefined;
  readonly outcome: Outcome;
}

/** Finds the JSON values in the lines of one input. */
export interface Framing {
  line(line: Line): Generator<Found, void, undefined>;
  end(): Generator<Found, void, undefined>;
}

const LINE_FEED = Buffer.from('\n');

/**
 * Finds values, whether one stands in each line (NDJSON) or one in many (a document, or several). No mode is guessed: a
 * line that is a whole value is one; a line that only begins a value is put together with those after it, until the value
 * is whole. Of an array each element is a value by itself.
 *
 * A line that was cut off begins a value that never ends. What gives it away is a later line that does not continue it
 * and is a value by itself: there reading starts anew, and the cut-off line alone is lost.
 */
export function createFraming(read: Read): Framing {
  let begun: Line[] = [];
  let scan = createJsonScanner();
  /** The line in which it showed that the value begun cannot become whole. */
  let brokenAt: number | undefined;

  function* line(next: Line): Generator<Found, void, undefined> {
    if (begun.length === 0) {
      if (firstInk(next.bytes) < next.bytes.length) yield* first(next);
      return;
    }
    const lines = begun;
    lines.push(next);
    if (brokenAt !== undefined) {
      if (standsAlone(next)) yield* restart(lines, lines.length - 1);
      return;
    }
    const progress = scan(next.bytes);
    if (progress === 'closed') {
      begun = [];
      yield* whole(joined(lines), lines[0]?.number ?? next.number);
    } else if (progress === 'broken') {
      brokenAt = next.number;
      const fresh = lines.findIndex((each, index) => index > 0 && standsAlone(each));
      if (fresh > 0) yield* restart(lines, fresh);
    }
  }

  function* first(next: Line): Generator<Found, void, undefined> {
    const start = next.bytes[firstInk(next.bytes)];
    // A document without line breaks can be large: an array is scanned, and then parsed by its elements only.
    const outcome = start === BYTE.arrayStart ? undefined : read(next.bytes);
    const mayBegin = outcome === undefined || (start === BYTE.objectStart && isNotJson(outcome));
    if (mayBegin) {
      scan = createJsonScanner();
      const progress = scan(next.bytes);
      if (progress === 'open') {
        begun = [next];
        brokenAt = undefined;
        return;
      }
      if (outcome === undefined && progress === 'closed') {
        yield* whole(next.bytes, next.number);
        return;
      }
    }
    yield found(next.bytes, next.number, outcome ?? read(next.bytes));
  }

  function* whole(bytes: Buffer, number: number): Generator<Found, void, undefined> {
    if (bytes[firstInk(bytes)] !== BYTE.arrayStart) {
      yield found(bytes, number, read(bytes));
      return;
    }
    let element = 0;
    let from = 0;
    let lineNumber = number;
    for (const { start, end } of elementsOf(bytes)) {
      lineNumber += lineFeedsBetween(bytes, from, start);
      from = start;
      const part = bytes.subarray(start, end);
      yield found(part, lineNumber, read(part), element);
      element += 1;
    }
  }

  /** Gives up the lines before `fresh`, and reads on from there. */
  function* restart(lines: readonly Line[], fresh: number): Generator<Found, void, undefined> {
    yield lost(lines.slice(0, fresh));
    begun = [];
    for (const each of lines.slice(fresh)) yield* line(each);
  }

  function lost(lines: readonly Line[]): Found {
    const number = lines[0]?.number ?? 1;
    const where = brokenAt === undefined ? 'does not end' : `breaks off in line ${brokenAt}`;
    const reason = `The JSON that begins here ${where}.`;
    return found(joined(lines), number, { status: 'rejected', code: NOT_JSON, reason });
  }

  function* end(): Generator<Found, void, undefined> {
    if (begun.length > 0) yield lost(begun);
    begun = [];
  }

  return { line, end };
}

function found(bytes: Uint8Array, line: number, outcome: Outcome, element?: number): Found {
  return { bytes, line, element, outcome };
}

function joined(lines: readonly Line[]): Buffer {
  return Buffer.concat(lines.flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [LINE_FEED, bytes])));
}

function isNotJson(outcome: Outcome): boolean {
  return outcome.status === 'rejected' && outcome.code === NOT_JSON;
}

/** Whether a line is a whole object or array by itself. Inside a document such a line is indented. */
function standsAlone({ bytes }: Line): boolean {
  if (bytes[0] !== BYTE.objectStart && bytes[0] !== BYTE.arrayStart) return false;
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
}

function lineFeedsBetween(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
