import { elementsOf } from './elements.js';
import { type FramedValue, framedValue, incompleteValue } from './framed-value.js';
import { BYTE, skipSpace } from './json-bytes.js';
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

/**
 * Creates a framing that takes one value a line (NDJSON), a value of many lines, or a mix. Each element of an array is a
 * value of its own. No mode is guessed: a line that is a whole value is one; a line that only begins a value is joined
 * with the lines after it until the value is complete.
 *
 * A truncated line begins a value that is never completed. It shows when a later line breaks the value and is a whole
 * value itself. Then the framing recovers: the truncated line is rejected, the lines after it are read one by one, and
 * from the whole value on they are replayed as if they were new. No line is replayed twice, so the work is linear in the
 * input, whatever it holds.
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
        state.block.add(next);
        return isWholeValue(next) ? yield* recover(state, next.number) : NO_LINES;
    }
  }

  /** @param mayExtend whether a value that the line begins may be completed by the lines after it */
  function* begin({ bytes, number }: Line, mayExtend = true): Generator<FramedValue, void, undefined> {
    const first = bytes[skipSpace(bytes)];
    if (first === undefined) return;
    // A whole document may be one long line, so an array is scanned first and only its elements are parsed.
    const outcome = first === BYTE.arrayStart ? undefined : read(bytes);
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
    }
    yield framedValue(bytes, number, outcome ?? read(bytes));
  }

  function* extend({ block, scan }: InValue, next: Line): Generator<FramedValue, readonly Line[], undefined> {
    block.add(next);
    const scanned = scan(next.bytes);
    if (scanned === 'open') return NO_LINES;
    const bytes = block.bytes();
    if (scanned === 'closed') {
      state = BETWEEN_VALUES;
      if (bytes[skipSpace(bytes)] === BYTE.arrayStart) yield* elements(bytes, block.number);
      else yield framedValue(bytes, block.number, read(bytes));
      return NO_LINES;
    }
    const broken: InBrokenValue = { name: 'in broken value', block, brokenAt: next.number };
    state = broken;
    const whole = linesIn(bytes, block.number).slice(1).find(isWholeValue);
    return whole === undefined ? NO_LINES : yield* recover(broken, whole.number);
  }

  /** Gives up a broken value. Returns the lines to replay: those from `wholeAt` on that were not replayed before. */
  function* recover(
    { block, brokenAt }: InBrokenValue,
    wholeAt: number,
  ): Generator<FramedValue, readonly Line[], undefined> {
    state = BETWEEN_VALUES;
    const [truncated, ...rest] = linesIn(block.bytes(), block.number);
    if (truncated !== undefined) yield incompleteValue(truncated.bytes, block.number, brokenAt);
    const replayFrom = Math.max(wholeAt, replayedUntil + 1);
    for (const each of rest) {
      // The line that broke the value may begin another.
      if (each.number < replayFrom) yield* begin(each, each === rest.at(-1));
    }
    const replay = rest.filter(({ number }) => number >= replayFrom);
    replayedUntil = replay.at(-1)?.number ?? replayedUntil;
    return replay;
  }

  function* elements(array: Buffer, number: number): Generator<FramedValue, void, undefined> {
    for (const { bytes, line, index } of elementsOf(array, number))
      yield framedValue(bytes, line, read(bytes), index);
  }

  function* end(): Generator<FramedValue, void, undefined> {
    const last = state;
    state = BETWEEN_VALUES;
    if (last.name === 'in value') yield incompleteValue(last.block.bytes(), last.block.number);
    if (last.name === 'in broken value')
      yield incompleteValue(last.block.bytes(), last.block.number, last.brokenAt);
  }

  return { line, end };
}

function isNotJson(outcome: Outcome): boolean {
  return outcome.status === 'rejected' && outcome.code === NOT_JSON;
}

/** Whether an unindented line is an object or array by itself. Inside a document such a line would be indented. */
function isWholeValue({ bytes }: Line): boolean {
  if (bytes[0] !== BYTE.objectStart && bytes[0] !== BYTE.arrayStart) return false;
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch {
    return false;
  }
}
