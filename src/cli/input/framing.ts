import { elementsOf } from './elements.js';
import { BYTE, skipSpace } from './json-bytes.js';
import { createJsonScanner } from './json-scanner.js';
import { type Block, createBlock, type Line, linesIn } from './lines.js';
import { NOT_JSON, type Outcome, type Read } from './outcome.js';

/** One JSON value of an input, or what should have been one. */
export interface FramedValue {
  readonly bytes: Uint8Array;
  /** The line it begins in. */
  readonly line: number;
  /** Its index, if it is an element of an array. */
  readonly element: number | undefined;
  readonly outcome: Outcome;
}

/** Finds the JSON values in the lines of one input. */
export interface Framing {
  line(line: Line): Generator<FramedValue, void, undefined>;
  end(): Generator<FramedValue, void, undefined>;
}

/** Said of a line after which no line comes again. */
const NONE: readonly Line[] = [];

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
 * and is a value by itself: there reading starts anew, and the lines before it are read one by one. No line is taken anew
 * twice: when a value that began among such lines is given up too, they are read one by one. So the work is no more than a
 * few times the input, whatever stands in it.
 */
export function createFraming(read: Read): Framing {
  let unfinished: Unfinished | undefined;
  /** The last line that was taken anew. */
  let anewUntil = 0;

  function* line(next: Line): Generator<FramedValue, void, undefined> {
    if (unfinished === undefined) {
      yield* first(next);
      return;
    }
    // The lines to take anew do not come a third time.
    for (const each of yield* further(next, unfinished)) {
      if (unfinished === undefined) yield* first(each);
      else yield* further(each, unfinished);
    }
  }

  function* first(next: Line, mayGoOn = true): Generator<FramedValue, void, undefined> {
    const { bytes, number } = next;
    if (isBlank(bytes)) return;
    const start = bytes[skipSpace(bytes)];
    // A document without line breaks can be large: an array is scanned, and then parsed by its elements only.
    const outcome = start === BYTE.arrayStart ? undefined : read(bytes);
    if (outcome === undefined || (start === BYTE.objectStart && isNotJson(outcome))) {
      const scan = createJsonScanner();
      const progress = scan(bytes);
      if (progress === 'open' && mayGoOn) {
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

  function* further(next: Line, value: Unfinished): Generator<FramedValue, readonly Line[], undefined> {
    const { block } = value;
    block.add(next);
    if (value.brokenAt !== undefined) return standsAlone(next) ? yield* giveUp(value, next.number) : NONE;
    const progress = value.scan(next.bytes);
    if (progress === 'closed') {
      unfinished = undefined;
      const bytes = block.bytes();
      if (bytes[skipSpace(bytes)] === BYTE.arrayStart) yield* elements(bytes, block.number);
      else yield found(bytes, block.number, read(bytes));
    } else if (progress === 'broken') {
      value.brokenAt = next.number;
      const [, ...rest] = linesIn(block.bytes(), block.number);
      const fresh = rest.find(standsAlone);
      if (fresh !== undefined) return yield* giveUp(value, fresh.number);
    }
    return NONE;
  }

  function* elements(array: Buffer, number: number): Generator<FramedValue, void, undefined> {
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

  /** Gives up a value: its first line is lost, those from `fresh` on come again if they may, the others are read singly. */
  function* giveUp(
    { block, brokenAt }: Unfinished,
    fresh: number,
  ): Generator<FramedValue, readonly Line[], undefined> {
    unfinished = undefined;
    const [begin, ...rest] = linesIn(block.bytes(), block.number);
    if (begin !== undefined) yield lost(begin.bytes, block.number, brokenAt);
    const from = Math.max(fresh, anewUntil + 1);
    for (const each of rest) {
      // The line that broke the value off may begin another.
      if (each.number < from) yield* first(each, each === rest.at(-1));
    }
    const anew = rest.filter(({ number }) => number >= from);
    anewUntil = anew.at(-1)?.number ?? anewUntil;
    return anew;
  }

  function* end(): Generator<FramedValue, void, undefined> {
    if (unfinished === undefined) return;
    const { block, brokenAt } = unfinished;
    unfinished = undefined;
    yield lost(block.bytes(), block.number, brokenAt);
  }

  return { line, end };
}

function found(bytes: Uint8Array, line: number, outcome: Outcome, element?: number): FramedValue {
  return { bytes, line, element, outcome };
}

function lost(bytes: Uint8Array, line: number, brokenAt: number | undefined): FramedValue {
  const where = brokenAt === undefined ? 'does not end' : `breaks off in line ${brokenAt}`;
  return found(bytes, line, {
    status: 'rejected',
    code: NOT_JSON,
    reason: `The JSON that begins here ${where}.`,
  });
}

function isBlank(bytes: Uint8Array): boolean {
  return skipSpace(bytes) === bytes.length;
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
