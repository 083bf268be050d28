import {
  type Broken,
  type Extended,
  extendBroken,
  hasWholeValue,
  incomplete,
  MAX_BROKEN_BYTES,
  mayBegin,
  readRest,
  rejectLong,
} from './broken-value.js';
import { type ArrayCutter, createArrayCutter, type Element } from './elements.js';
import { framedValue, incompleteValue, type Values, type ValuesAnd } from './framed-value.js';
import {
  BETWEEN_VALUES,
  brokenByEnd,
  type FramingState,
  type InBrokenLine,
  type InBrokenValue,
  type InObject,
  indexIn,
  type Taken,
} from './framing-state.js';
import { BYTE, skipSpace } from './json-bytes.js';
import { createJsonScanner } from './json-scanner.js';
import {
  type Block,
  countLines,
  createLineBlock,
  LINE_FEED,
  type Line,
  linesIn,
  startOfText,
} from './lines.js';
import { isNotJson, type ValueReader } from './outcome.js';
import { createPartialLine, type PartialLine } from './partial-line.js';
import { isOver, isWholeValue, withoutArraySigns } from './whole-value.js';

/** Finds the JSON values in the lines of one input. */
export interface Framing {
  /** Whether a value is incomplete. If none is, the lines to come are read as if they were the first. */
  readonly isOpen: boolean;
  /** Takes the next line. Yields the values that it completes. */
  line(line: Line): Values;
  /** Takes the next lines, of which the first and the last may be parts of one. Yields the values that they complete. */
  block(block: Block): Values;
  /** Ends the input. Yields what was incomplete, as rejected. */
  end(): Values;
}

const NO_LINES: readonly Line[] = [];

/**
 * Creates a framing that takes one value a line (NDJSON), a value of many lines, or a mix. Each element of an array is a
 * value of its own, which is read once it is complete. No mode is guessed: a line that is a whole value is one, also with a
 * comma after it; a line that only begins a value is joined with the lines after it until the value is complete.
 *
 * A truncated line begins a value that is never completed. It shows when a later line breaks the value, or the input ends,
 * and one of the lines is a whole value itself, or begins one and is not indented. Then the framing recovers: it rejects the
 * truncated line and replays the lines after it as if they were new. It replays no line twice, so the work is linear in the
 * input, whatever it holds. White space before a line makes no difference. Memory is flat: no more than one value is held.
 *
 * @param maxBrokenBytes how much of a broken value is held: more is rejected in parts
 */
export function createFraming(read: ValueReader, maxBrokenBytes = MAX_BROKEN_BYTES): Framing {
  let state: FramingState = BETWEEN_VALUES;
  /** The number of the last replayed line. */
  let replayedUntil = 0;
  let partial: PartialLine | undefined;
  /** Of the partial line. */
  let taken: Taken | undefined;

  function* line(next: Line): Values {
    const bytes = partial?.end(next.bytes) ?? next.bytes;
    partial = undefined;
    const replay = yield* step({ bytes, number: next.number });
    taken = undefined;
    for (const replayed of replay) yield* step(replayed);
  }

  function* block(lines: Block): Values {
    const { bytes, endsWithin } = lines;
    let at = startOfText(lines);
    let number = lines.number;
    let hasCut = false;
    while (at <= bytes.length) {
      if (state.name === 'in array' && partial === undefined && !endsWithin && !hasCut) {
        hasCut = true;
        const rest = { bytes: bytes.subarray(at), number };
        const length: number = yield* takeElements(state.cutter, rest, false);
        number += countLines(bytes.subarray(at, at + length)) - 1;
        at += length;
      }
      const feed = bytes.indexOf(LINE_FEED, at);
      const next = { bytes: bytes.subarray(at, feed < 0 ? bytes.length : feed), number };
      if (feed < 0 && endsWithin) yield* part(next);
      else yield* line(next);
      at += next.bytes.length + 1;
      number += 1;
      if (state.name !== 'in broken value' || endsWithin) continue;
      const extended: Extended = yield* extendBroken(state, lines, at, number, maxBrokenBytes);
      state = { name: 'in broken value', ...extended.broken };
      ({ at, number } = extended);
    }
  }

  /**
   * Takes the elements that are complete. Returns their length.
   *
   * @param beginsArray whether the array begins in the line in which they end
   */
  function* takeElements(cutter: ArrayCutter, lines: Line, beginsArray: boolean): ValuesAnd<number> {
    const length = cutter.lengthOfElements(lines.bytes);
    if (length === 0) return 0;
    const bytes = lines.bytes.subarray(0, length);
    taken ??= { first: bytes[bytes.lastIndexOf(LINE_FEED) + 1], beginsArray };
    state = { name: 'in array', cutter, last: lines.number };
    yield* elements(cutter.line({ bytes, number: lines.number }));
    return length;
  }

  /** Takes a part of the next line. Yields the elements of an array that it completes. */
  function* part({ bytes, number }: Line): Values {
    partial ??= createPartialLine();
    const held = partial.add(bytes);
    if (held !== undefined) partial.keep(yield* takePart({ bytes: held, number }));
  }

  /** Takes what it can of the beginning of a line. Returns the rest. */
  function* takePart({ bytes, number }: Line): ValuesAnd<Buffer> {
    if (state.name === 'in broken line')
      return yield* rejectLong(bytes, number, state.element, maxBrokenBytes);
    const beginsArray = state.name === 'between values' && bytes[skipSpace(bytes)] === BYTE.arrayStart;
    if (state.name !== 'in array' && !beginsArray) return bytes;
    const cutter = state.name === 'in array' ? state.cutter : createArrayCutter();
    const length = yield* takeElements(cutter, { bytes, number }, beginsArray);
    const rest = bytes.subarray(length);
    const element = indexIn(cutter);
    const broken = element === undefined ? rest : rest.subarray(skipSpace(rest));
    const isHeld = cutter.rest !== undefined || broken.length <= maxBrokenBytes || isOver(broken);
    if (isHeld || !cutter.isBrokenBy(broken)) return rest;
    taken ??= { first: bytes[0], beginsArray };
    state = { name: 'in broken line', element };
    return yield* rejectLong(broken, number, element, maxBrokenBytes);
  }

  /** Takes one line. Returns the lines to replay; a replayed line returns no more. */
  function* step(next: Line): ValuesAnd<readonly Line[]> {
    switch (state.name) {
      case 'between values':
        yield* begin(next);
        return NO_LINES;
      case 'in object':
        return yield* extendObject(state, next);
      case 'in array':
        return yield* extendArray(state.cutter, next);
      case 'in broken line':
        return yield* endBrokenLine(state, next);
      case 'in broken value':
        return yield* goOnBroken(state, next);
    }
  }

  /** @param mayExtend whether a value that the line begins may be completed by the lines after it */
  function* begin(line: Line, mayExtend = true): Values {
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
  function* beginArray(line: Line, mayExtend: boolean): Values {
    const cutter = createArrayCutter();
    yield* elements(cutter.line(line));
    if (cutter.state === 'open' && mayExtend) {
      state = { name: 'in array', cutter, last: line.number };
      return;
    }
    const bytes = cutter.rest?.bytes();
    if (bytes !== undefined && !isOver(bytes))
      yield* readRest(bytes, line.number, indexIn(cutter), read, maxBrokenBytes);
  }

  function* extendObject({ block, scanner }: InObject, next: Line): ValuesAnd<readonly Line[]> {
    block.add(next);
    scanner.scan(next.bytes);
    if (scanner.state === 'open') return NO_LINES;
    if (scanner.state === 'broken') return yield* giveUp({ block, brokenAt: next.number }, next);
    const bytes = block.take();
    state = BETWEEN_VALUES;
    yield framedValue(bytes, block.number, read(bytes));
    return NO_LINES;
  }

  function* extendArray(cutter: ArrayCutter, next: Line): ValuesAnd<readonly Line[]> {
    yield* elements(cutter.line(next));
    state = cutter.state === 'open' ? { name: 'in array', cutter, last: next.number } : BETWEEN_VALUES;
    const { rest: block } = cutter;
    if (cutter.state !== 'broken' || block === undefined) return NO_LINES;
    const bytes = block.bytes();
    if (isOver(bytes)) return NO_LINES;
    const { number } = next;
    const element = indexIn(cutter);
    if (taken?.beginsArray) {
      yield* readRest(bytes, number, element, read, maxBrokenBytes);
      return NO_LINES;
    }
    // Of what the line itself begins, no more is held than of other broken values.
    const held =
      block.number < number
        ? block
        : createLineBlock({ bytes: yield* rejectLong(bytes, number, element, maxBrokenBytes), number });
    return yield* giveUp({ block: held, element, brokenAt: number }, next);
  }

  function* endBrokenLine({ element }: InBrokenLine, next: Line): ValuesAnd<readonly Line[]> {
    const { number } = next;
    const bytes = yield* rejectLong(next.bytes, number, element, maxBrokenBytes);
    if (!taken?.beginsArray)
      return yield* giveUp({ block: createLineBlock({ bytes, number }), element, brokenAt: number }, next);
    state = BETWEEN_VALUES;
    yield incompleteValue(bytes, number, number, element);
    return NO_LINES;
  }

  /** @param next the line that broke the value */
  function* giveUp(broken: Broken, next: Line): ValuesAnd<readonly Line[]> {
    state = { name: 'in broken value', ...broken };
    // A line that holds elements is no value itself.
    const begins = taken === undefined ? mayBegin(next) : taken.first === BYTE.objectStart;
    return begins || hasWholeValue(broken) ? yield* recover(broken) : NO_LINES;
  }

  function* goOnBroken(broken: InBrokenValue, next: Line): ValuesAnd<readonly Line[]> {
    const extended = yield* extendBroken(broken, next, 0, next.number, maxBrokenBytes);
    state = { name: 'in broken value', ...extended.broken };
    if (extended.at > 0) return NO_LINES;
    broken.block.add(next);
    return yield* recover(broken);
  }

  /** Gives up a value. Returns the lines to replay: those that were not replayed before. */
  function* recover(broken: Broken): ValuesAnd<readonly Line[]> {
    state = BETWEEN_VALUES;
    const { block, element } = broken;
    const [truncated, ...rest] = linesIn(block.take(), block.number);
    if (truncated !== undefined) {
      if (element !== undefined && isWholeValue(truncated.bytes)) yield* begin(truncated, false);
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

  function* elements(found: Iterable<Element>): Values {
    for (const { bytes, line, index } of found) yield framedValue(bytes, line, read(bytes), index);
  }

  function* end(): Values {
    // The lines that are replayed can leave a value incomplete again.
    while (state.name !== 'between values' && state.name !== 'in broken line') {
      const broken = brokenByEnd(state);
      if (state.name !== 'in broken value' && hasWholeValue(broken)) {
        for (const replayed of yield* recover(broken)) yield* step(replayed);
      } else {
        state = BETWEEN_VALUES;
        yield incomplete(broken, broken.block.take());
      }
    }
  }

  return {
    line,
    block,
    end,
    get isOpen() {
      return state.name !== 'between values' || partial !== undefined;
    },
  };
}
