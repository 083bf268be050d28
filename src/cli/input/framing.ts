import { elementsOf } from './elements.js';
import { type FramedValue, framedValue, incompleteValue } from './framed-value.js';
import { BYTE, isSpace, skipSpace } from './json-bytes.js';
import { createJsonScanner } from './json-scanner.js';
import { createLineBlock, type Line, type LineBlock, linesIn } from './lines.js';
import { NOT_JSON, type Outcome, type ValueReader } from './outcome.js';

/** Finds the JSON values in the lines of one input. */
export interface Framing {
  /** Takes the next line. Yields the values that it completes. */
  line(line: Line): Generator<FramedValue, void, undefined>;
  /** Ends the input. Yields what was incomplete, as rejected. */
  end(): Generator<FramedValue, void, undefined>;
}

/** The lines so far form no incomplete value. */
interface BetweenValues {
  readonly name: 'between values';
}

/** The lines in the block begin a value, and more lines can complete it. */
interface InValue {
  readonly name: 'in value';
  readonly block: LineBlock;
  readonly scan: ReturnType<typeof createJsonScanner>;
}

/** The lines in the block begin a value that line `brokenAt` made impossible to complete. */
interface InBrokenValue {
  readonly name: 'in broken value';
  readonly block: LineBlock;
  readonly brokenAt: number;
}

const BETWEEN_VALUES: BetweenValues = { name: 'between values' };
const NO_LINES: readonly Line[] = [];
/** A broken value that is longer is rejected in parts, so that memory stays flat. */
const MAX_BROKEN_BYTES = 1_048_576;

/**
 * Creates a framing that takes one value a line (NDJSON), a value of many lines, or a mix. Each element of an array is a
 * value of its own. No mode is guessed: a line that is a whole value is one, also with a comma after it; a line that only
 * begins a value is joined with the lines after it until the value is complete.
 *
 * A truncated line begins a value that is never completed. It shows when a later line breaks the value, or the input ends,
 * and one of the lines is a whole value itself, or begins one and is not indented. Then the framing recovers: it rejects the
 * truncated line and replays the lines after it as if they were new. It replays no line twice, so the work is linear in the
 * input, whatever it holds. White space before a line makes no difference. Of an array that breaks off, the whole elements in
 * its first line, or before the break if no line is a value itself, are read.
 */
export function createFraming(read: ValueReader): Framing {
  let state: BetweenValues | InValue | InBrokenValue = BETWEEN_VALUES;
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
      case 'in value':
        return yield* extend(state, next);
      case 'in broken value':
        return yield* extendBroken(state, next);
    }
  }

  /** @param mayExtend whether a value that the line begins may be completed by the lines after it */
  function* begin({ bytes, number }: Line, mayExtend = true): Generator<FramedValue, void, undefined> {
    const first = bytes[skipSpace(bytes)];
    if (first === undefined) return;
    // A whole document may be one long line, so an array is scanned first and only its elements are parsed.
    let outcome = first === BYTE.arrayStart ? undefined : read(bytes);
    if (outcome === undefined || (first === BYTE.objectStart && isNotJson(outcome))) {
      const scan = createJsonScanner();
      const scanned = scan(bytes);
      if (scanned === 'open' && mayExtend) {
        state = { name: 'in value', block: createLineBlock({ bytes, number }), scan };
        return;
      }
      if (outcome === undefined && scanned === 'closed') {
        yield* elements(bytes, number);
        return;
      }
      if (outcome === undefined && !isWholeValue({ bytes, number })) {
        yield* wholeElements(bytes, number, (rest, line, element) =>
          framedValue(rest, line, read(rest), element),
        );
        return;
      }
      outcome = read(withoutArraySigns(bytes));
    }
    yield framedValue(bytes, number, outcome);
  }

  function* extend({ block, scan }: InValue, next: Line): Generator<FramedValue, readonly Line[], undefined> {
    block.add(next);
    const scanned = scan(next.bytes);
    if (scanned === 'open') return NO_LINES;
    if (scanned === 'closed') {
      const bytes = block.bytes();
      state = BETWEEN_VALUES;
      if (bytes[skipSpace(bytes)] === BYTE.arrayStart) yield* elements(bytes, block.number);
      else yield framedValue(bytes, block.number, read(bytes));
      return NO_LINES;
    }
    state = { name: 'in broken value', block, brokenAt: next.number };
    return mayBegin(next) || hasWholeValue(block) ? yield* recover(block, next.number) : NO_LINES;
  }

  function* extendBroken(
    { block, brokenAt }: InBrokenValue,
    next: Line,
  ): Generator<FramedValue, readonly Line[], undefined> {
    if (mayBegin(next)) {
      block.add(next);
      return yield* recover(block, brokenAt);
    }
    if (block.size < MAX_BROKEN_BYTES) {
      block.add(next);
    } else {
      yield* incomplete(block.bytes(), block.number, brokenAt);
      state = { name: 'in broken value', block: createLineBlock(next), brokenAt };
    }
    return NO_LINES;
  }

  /** Gives up a value. Returns the lines to replay: those that were not replayed before. */
  function* recover(
    block: LineBlock,
    brokenAt: number | undefined,
  ): Generator<FramedValue, readonly Line[], undefined> {
    state = BETWEEN_VALUES;
    const [truncated, ...rest] = linesIn(block.bytes(), block.number);
    if (truncated !== undefined) yield* incomplete(truncated.bytes, block.number, brokenAt);
    const replay = rest.filter(({ number }) => number > replayedUntil);
    const last = rest.at(-1);
    for (const each of rest.slice(0, rest.length - replay.length)) {
      // The line that broke the value may begin another.
      yield* begin(each, each === last);
    }
    replayedUntil = last?.number ?? replayedUntil;
    return replay;
  }

  function* elements(array: Buffer, number: number): Generator<FramedValue, void, undefined> {
    for (const { bytes, line, index } of elementsOf(array, number))
      yield framedValue(bytes, line, read(bytes), index);
  }

  /** Rejects a value that was never completed. Of an array the whole elements are read. */
  function* incomplete(
    bytes: Buffer,
    number: number,
    brokenAt: number | undefined,
  ): Generator<FramedValue, void, undefined> {
    if (bytes[skipSpace(bytes)] === BYTE.arrayStart)
      yield* wholeElements(bytes, number, (rest, line, element) =>
        incompleteValue(rest, line, brokenAt, element),
      );
    else yield incompleteValue(bytes, number, brokenAt);
  }

  /** Reads the whole elements of an array that breaks off. The rest is rejected, unless it is only the bracket at its end. */
  function* wholeElements(
    array: Buffer,
    number: number,
    reject: (rest: Buffer, line: number, element: number | undefined) => FramedValue,
  ): Generator<FramedValue, void, undefined> {
    let end = 0;
    let count = 0;
    for (const { bytes, line, index, next } of elementsOf(array, number)) {
      yield framedValue(bytes, line, read(bytes), index);
      end = next;
      count = index + 1;
    }
    if (count === 0) {
      yield reject(array, number, undefined);
      return;
    }
    const start = skipSpace(array, end);
    const isOver = skipSpace(array, array[start] === BYTE.arrayEnd ? start + 1 : start) === array.length;
    const line = number + linesIn(array.subarray(0, start), 0).length - 1;
    if (!isOver) yield reject(array.subarray(start), line, count);
  }

  function* end(): Generator<FramedValue, void, undefined> {
    // The lines that are replayed can leave a value incomplete again.
    while (state.name !== 'between values') {
      const { block } = state;
      if (state.name === 'in value' && hasWholeValue(block)) {
        for (const replayed of yield* recover(block, undefined)) yield* step(replayed);
      } else {
        const brokenAt = state.name === 'in broken value' ? state.brokenAt : undefined;
        state = BETWEEN_VALUES;
        yield* incomplete(block.bytes(), block.number, brokenAt);
      }
    }
  }

  return { line, end };
}

function isNotJson(outcome: Outcome): boolean {
  return outcome.status === 'rejected' && outcome.code === NOT_JSON;
}

/** Whether a line that does not continue a broken value is, or begins, another value. */
function mayBegin(line: Line): boolean {
  return line.bytes[0] === BYTE.objectStart || isWholeValue(line);
}

/** Whether a line after the first is a value by itself. */
function hasWholeValue(block: LineBlock): boolean {
  return linesIn(block.bytes(), block.number).slice(1).some(isWholeValue);
}

/** Whether a line is an object or array by itself, also with the comma or bracket that follows an element. */
function isWholeValue({ bytes }: Line): boolean {
  const first = bytes[skipSpace(bytes)];
  if (first !== BYTE.objectStart && first !== BYTE.arrayStart) return false;
  try {
    JSON.parse(withoutArraySigns(bytes).toString());
    return true;
  } catch {
    return false;
  }
}

/** The bytes without a comma or closing bracket of an array at the end. */
function withoutArraySigns(bytes: Buffer): Buffer {
  let end = endOfText(bytes, bytes.length);
  if (bytes[end - 1] === BYTE.comma) return bytes.subarray(0, end - 1);
  // The last element of an array that has its elements one a line, and its brackets beside them.
  if (bytes[skipSpace(bytes)] !== BYTE.objectStart || bytes[end - 1] !== BYTE.arrayEnd) return bytes;
  end = endOfText(bytes, end - 1);
  return bytes[end - 1] === BYTE.objectEnd ? bytes.subarray(0, end) : bytes;
}

/** The index after the last byte before `end` that is not white space. */
function endOfText(bytes: Buffer, end: number): number {
  let at = end;
  while (at > 0 && isSpace(bytes[at - 1])) at -= 1;
  return at;
}
