import { elementsOf } from './elements.js';
import { BYTE, firstInk } from './json-bytes.js';
import { createJsonScanner } from './json-scanner.js';
import { type Block, createBlock, type Line, linesIn } from './lines.js';
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

/** A value of several lines that is not whole yet. */
interface Unfinished {
  readonly block: Block;
  readonly scan: ReturnType<typeof createJsonScanner>;
  /** The line in which it showed that it cannot become whole. */
  brokenAt?: number;
}

/**
 * Finds values, whether one stands in each line (NDJSON) or one in many (a document, or several). No mode is guessed: a
 * line that is a whole value is one; a line that only begins a value is put together with those after it, until the value
 * is whole. Of an array each element is a value by itself.
 *
 * A line that was cut off begins a value that never ends. What gives it away is a later line that does not continue it
 * and is a value by itself: there reading starts anew, and the lines before it are read one by one.
 */
export function createFraming(read: Read): Framing {
  let unfinished: Unfinished | undefined;

  function* line(next: Line): Generator<Found, void, undefined> {
    if (unfinished !== undefined) yield* further(next, unfinished);
    else if (!isBlank(next.bytes)) yield* first(next);
  }

  function* first(next: Line): Generator<Found, void, undefined> {
    const { bytes, number } = next;
    const start = bytes[firstInk(bytes)];
    // A document without line breaks can be large: an array is scanned, and then parsed by its elements only.
    const outcome = start === BYTE.arrayStart ? undefined : read(bytes);
    if (outcome === undefined || (start === BYTE.objectStart && isNotJson(outcome))) {
      const scan = createJsonScanner();
      const progress = scan(bytes);
      if (progress === 'open') {
        unfinished = { block: createBlock(next), scan };
        return;
      }
      if (outcome === undefined && progress === 'closed') {
        yield* elements(bytes, number);
        return;
      }
    }
    yield found(bytes, number, outcome ?? read(bytes));
  }

  function* further(next: Line, value: Unfinished): Generator<Found, void, undefined> {
    value.block.add(next);
    if (value.brokenAt !== undefined) {
      if (standsAlone(next)) yield* restart(value, next.number);
      return;
    }
    const progress = value.scan(next.bytes);
    if (progress === 'closed') {
      unfinished = undefined;
      const bytes = value.block.bytes();
      if (bytes[firstInk(bytes)] === BYTE.arrayStart) yield* elements(bytes, value.block.number);
      else yield found(bytes, value.block.number, read(bytes));
    } else if (progress === 'broken') {
      value.brokenAt = next.number;
      const [, ...rest] = linesIn(value.block.bytes(), value.block.number);
      const fresh = rest.find(standsAlone);
      if (fresh !== undefined) yield* restart(value, fresh.number);
    }
  }

  function* elements(array: Buffer, number: number): Generator<Found, void, undefined> {
    let from = 0;
    let lineNumber = number;
    let element = 0;
    for (const { start, end } of elementsOf(array)) {
      lineNumber += linesIn(array.subarray(from, start), 0).length - 1;
      from = start;
      const bytes = array.subarray(start, end);
      yield found(bytes, lineNumber, read(bytes), element);
      element += 1;
    }
  }

  /** Gives up a value: its first line is lost, those up to `fresh` are read by themselves, the rest as if new. */
  function* restart({ block, brokenAt }: Unfinished, fresh: number): Generator<Found, void, undefined> {
    unfinished = undefined;
    const [begin, ...rest] = linesIn(block.bytes(), block.number);
    if (begin !== undefined) yield lost(begin.bytes, block.number, brokenAt);
    for (const each of rest) {
      if (each.number >= fresh) yield* line(each);
      else if (!isBlank(each.bytes)) yield found(each.bytes, each.number, read(each.bytes));
    }
  }

  function* end(): Generator<Found, void, undefined> {
    if (unfinished === undefined) return;
    const { block, brokenAt } = unfinished;
    unfinished = undefined;
    yield lost(block.bytes(), block.number, brokenAt);
  }

  return { line, end };
}

function found(bytes: Uint8Array, line: number, outcome: Outcome, element?: number): Found {
  return { bytes, line, element, outcome };
}

function lost(bytes: Uint8Array, line: number, brokenAt: number | undefined): Found {
  const where = brokenAt === undefined ? 'does not end' : `breaks off in line ${brokenAt}`;
  return found(bytes, line, {
    status: 'rejected',
    code: NOT_JSON,
    reason: `The JSON that begins here ${where}.`,
  });
}

function isBlank(bytes: Uint8Array): boolean {
  return firstInk(bytes) === bytes.length;
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
