import { type ArrayCutter, createArrayCutter, type Element } from './elements.js';
import { type FramedValue, framedValue, incompleteValue } from './framed-value.js';
import { BYTE, skipSpace, trimEnd } from './json-bytes.js';
import { createJsonScanner, type JsonScanner } from './json-scanner.js';
import { createLineBlock, type Line, type LineBlock, linesIn } from './lines.js';
import { NOT_JSON, type Outcome, type ValueReader } from './outcome.js';

/** Finds the JSON values in the lines of one input. */
export interface Framing {
  /** Whether a value is incomplete. If none is, the lines to come are read as if they were the first. */
  readonly isOpen: boolean;
  /** Takes the next line. Yields the values that it completes. */
  line(line: Line): Generator<FramedValue, void, undefined>;
  /** Ends the input. Yields what was incomplete, as rejected. */
  end(): Generator<FramedValue, void, undefined>;
}

/** The lines so far form no incomplete value. */
interface BetweenValues {
  readonly name: 'between values';
}

/** The lines in the block begin an object, and more lines can complete it. */
interface InObject {
  readonly name: 'in object';
  readonly block: LineBlock;
  readonly scanner: JsonScanner;
}

/** An array has begun. Its complete elements are read, and more lines can complete the next. */
interface InArray {
  readonly name: 'in array';
  readonly cutter: ArrayCutter;
  /** The number of its last line. */
  readonly last: number;
}

/** The lines in the block begin a value that line `brokenAt` made impossible to complete. */
interface InBrokenValue extends Broken {
  readonly name: 'in broken value';
}

interface Broken {
  readonly block: LineBlock;
  /** Its index, if it is an element of an array. */
  readonly element?: number | undefined;
  /** Absent if the input ended. */
  readonly brokenAt: number | undefined;
}

const BETWEEN_VALUES: BetweenValues = { name: 'between values' };
const NO_LINES: readonly Line[] = [];
/** A broken value that is longer is rejected in parts, so that memory stays flat. */
const MAX_BROKEN_BYTES = 1_048_576;

/**
 * Creates a framing that takes one value a line (NDJSON), a value of many lines, or a mix. Each element of an array is a
 * value of its own, which is read once it is complete. No mode is guessed: a line that is a whole value is one, also with a
 * comma after it; a line that only begins a value is joined with the lines after it until the value is complete.
 *
 * A truncated line begins a value that is never completed. It shows when a later line breaks the value, or the input ends,
 * and one of the lines is a whole value itself, or begins one and is not indented. Then the framing recovers: it rejects the
 * truncated line and replays the lines after it as if they were new. It replays no line twice, so the work is linear in the
 * input, whatever it holds. White space before a line makes no difference. Memory is flat: no more than one value is held.
 */
export function createFraming(read: ValueReader): Framing {
  let state: BetweenValues | InObject | InArray | InBrokenValue = BETWEEN_VALUES;
  /** The number of the last replayed line. */
  let replayedUntil = 0;

  function* line(next: Line): Generator<FramedValue, void, undefined> {
    for (const replayed of yield* step(next)) yield* step(replayed);
  }

  /** Takes one line. Returns the lines to replay; a replayed line returns no more. */
  function* step(next: Line): Generator<FramedValue, readonly Line[], undefined> {
    switch (state.name) {
      case 'between values':
        yield* begin(next);
        return NO_LINES;
      case 'in object':
        return yield* extendObject(state, next);
      case 'in array':
        return yield* extendArray(state.cutter, next);
      case 'in broken value':
        return yield* extendBroken(state, next);
    }
  }

  /** @param mayExtend whether a value that the line begins may be completed by the lines after it */
  function* begin(line: Line, mayExtend = true): Generator<FramedValue, void, undefined> {
    const { bytes, number } = line;
    const first = bytes[skipSpace(bytes)];
    if (first === undefined) return;
    if (first === BYTE.arrayStart) {
      yield* beginArray(line, mayExtend);
      return;
    }
    const outcome = read(first === BYTE.objectStart ? withoutArraySigns(bytes) : bytes);
    if (first === BYTE.objectStart && isNotJson(outcome) && mayExtend) {
      const scanner = createJsonScanner();
      scanner.scan(bytes);
      if (scanner.state === 'open') {
        state = { name: 'in object', block: createLineBlock(line), scanner };
        return;
      }
    }
    yield framedValue(bytes, number, outcome);
  }

  /** A whole document may be one long line, so only the elements of an array are parsed. */
  function* beginArray(line: Line, mayExtend: boolean): Generator<FramedValue, void, undefined> {
    const cutter = createArrayCutter();
    yield* elements(cutter.line(line));
    if (cutter.state === 'open' && mayExtend) {
      state = { name: 'in array', cutter, last: line.number };
      return;
    }
    const { rest, count } = cutter;
    if (rest === undefined || isOver(rest)) return;
    const bytes = rest.bytes();
    yield framedValue(bytes, rest.number, read(withoutArraySigns(bytes)), count === 0 ? undefined : count);
  }

  function* extendObject(
    { block, scanner }: InObject,
    next: Line,
  ): Generator<FramedValue, readonly Line[], undefined> {
    block.add(next);
    scanner.scan(next.bytes);
    if (scanner.state === 'open') return NO_LINES;
    if (scanner.state === 'broken') return yield* giveUp({ block, brokenAt: next.number }, next);
    const bytes = block.bytes();
    state = BETWEEN_VALUES;
    yield framedValue(bytes, block.number, read(bytes));
    return NO_LINES;
  }

  function* extendArray(cutter: ArrayCutter, next: Line): Generator<FramedValue, readonly Line[], undefined> {
    yield* elements(cutter.line(next));
    state = cutter.state === 'open' ? { name: 'in array', cutter, last: next.number } : BETWEEN_VALUES;
    const { rest: block, count } = cutter;
    if (cutter.state !== 'broken' || block === undefined || isOver(block)) return NO_LINES;
    return yield* giveUp({ block, element: count === 0 ? undefined : count, brokenAt: next.number }, next);
  }

  /** @param next the line that broke the value */
  function* giveUp(broken: Broken, next: Line): Generator<FramedValue, readonly Line[], undefined> {
    state = { name: 'in broken value', ...broken };
    return mayBegin(next) || hasWholeValue(broken) ? yield* recover(broken) : NO_LINES;
  }

  function* extendBroken(
    broken: InBrokenValue,
    next: Line,
  ): Generator<FramedValue, readonly Line[], undefined> {
    const { block, brokenAt } = broken;
    if (mayBegin(next)) {
      block.add(next);
      return yield* recover(broken);
    }
    if (block.size < MAX_BROKEN_BYTES) {
      block.add(next);
    } else {
      yield incomplete(broken, block.bytes());
      state = { name: 'in broken value', block: createLineBlock(next), brokenAt };
    }
    return NO_LINES;
  }

  /** Gives up a value. Returns the lines to replay: those that were not replayed before. */
  function* recover(broken: Broken): Generator<FramedValue, readonly Line[], undefined> {
    state = BETWEEN_VALUES;
    const { block, element } = broken;
    const [truncated, ...rest] = linesIn(block.bytes(), block.number);
    if (truncated !== undefined) {
      if (element !== undefined && isWholeValue(truncated)) yield* begin(truncated, false);
      else yield incomplete(broken, truncated.bytes);
    }
    const replay = rest.filter(({ number }) => number > replayedUntil);
    const last = rest.at(-1);
    for (const each of rest.slice(0, rest.length - replay.length)) {
      // The line that broke the value may begin another.
      yield* begin(each, each === last);
    }
    replayedUntil = last?.number ?? replayedUntil;
    return replay;
  }

  function* elements(found: Iterable<Element>): Generator<FramedValue, void, undefined> {
    for (const { bytes, line, index } of found) yield framedValue(bytes, line, read(bytes), index);
  }

  function* end(): Generator<FramedValue, void, undefined> {
    // The lines that are replayed can leave a value incomplete again.
    while (state.name !== 'between values') {
      const broken = brokenByEnd(state);
      if (state.name !== 'in broken value' && hasWholeValue(broken)) {
        for (const replayed of yield* recover(broken)) yield* step(replayed);
      } else {
        state = BETWEEN_VALUES;
        yield incomplete(broken, broken.block.bytes());
      }
    }
  }

  return {
    line,
    end,
    get isOpen() {
      return state.name !== 'between values';
    },
  };
}

function brokenByEnd(state: InObject | InArray | InBrokenValue): Broken {
  if (state.name === 'in broken value') return state;
  if (state.name === 'in object') return { block: state.block, brokenAt: undefined };
  const { cutter, last } = state;
  // Of an array that breaks off after a comma nothing is left to reject, but it is incomplete.
  const block = cutter.rest ?? createLineBlock({ bytes: Buffer.alloc(0), number: last });
  return { block, element: cutter.count === 0 ? undefined : cutter.count, brokenAt: undefined };
}

function incomplete({ block, element, brokenAt }: Broken, bytes: Buffer): FramedValue {
  return incompleteValue(bytes, block.number, brokenAt, element);
}

function isNotJson(outcome: Outcome): boolean {
  return outcome.status === 'rejected' && outcome.code === NOT_JSON;
}

/** Whether a line that does not continue a broken value is, or begins, another value. */
function mayBegin(line: Line): boolean {
  return line.bytes[0] === BYTE.objectStart || isWholeValue(line);
}

/** Whether a line is a value by itself. The first line of what is no element is the beginning of a value only. */
function hasWholeValue({ block, element }: Broken): boolean {
  const lines = linesIn(block.bytes(), block.number);
  return (element === undefined ? lines.slice(1) : lines).some(isWholeValue);
}

/** Whether what follows the elements of an array is only its closing bracket, also with a comma before or after it. */
function isOver(rest: LineBlock): boolean {
  const bytes = rest.bytes();
  const bracket = skipSpace(bytes);
  if (bytes[bracket] !== BYTE.arrayEnd) return false;
  const next = skipSpace(bytes, bracket + 1);
  return skipSpace(bytes, bytes[next] === BYTE.comma ? next + 1 : next) === bytes.length;
}

/** Whether a line is an object or array by itself, also with the comma or bracket that follows an element. */
function isWholeValue({ bytes }: Line): boolean {
  const first = bytes[skipSpace(bytes)];
  if (first !== BYTE.objectStart && first !== BYTE.arrayStart) return false;
  const text = trimEnd(withoutArraySigns(bytes));
  const last = text.at(-1);
  // An exception for each line of an indented document would take most of the time.
  if (last !== BYTE.objectEnd && last !== BYTE.arrayEnd) return false;
  try {
    JSON.parse(text.toString());
    return true;
  } catch {
    return false;
  }
}

/** The bytes without a comma or closing bracket of an array at the end. */
function withoutArraySigns(bytes: Buffer): Buffer {
  const text = trimEnd(bytes);
  const last = text.at(-1);
  if (last === BYTE.comma) return text.subarray(0, -1);
  // The last element of an array that has its elements one a line, and its brackets beside them.
  if (bytes[skipSpace(bytes)] !== BYTE.objectStart || last !== BYTE.arrayEnd) return bytes;
  const element = trimEnd(text.subarray(0, -1));
  return element.at(-1) === BYTE.objectEnd ? element : bytes;
}
