import {
  type FramedValue,
  framedValue,
  incompleteValue,
  type Values,
  type ValuesAnd,
} from './framed-value.js';
import { BYTE, skipSpace } from './json-bytes.js';
import { LINE_FEED, type Line, type LineBlock, linesIn } from './lines.js';
import type { ValueReader } from './outcome.js';
import { isWholeValue, withoutArraySigns } from './whole-value.js';

/** A value that was given up. */
export interface Broken {
  readonly block: LineBlock;
  /** Its index, if it is an element of an array. */
  readonly element?: number | undefined;
  /** Absent if the input ended. */
  readonly brokenAt: number | undefined;
}

/** A broken value that is longer is rejected in parts, so that memory stays flat. */
export const MAX_BROKEN_BYTES = 1_048_576;

export function incomplete({ block, element, brokenAt }: Broken, bytes: Buffer): FramedValue {
  return incompleteValue(bytes, block.number, brokenAt, element);
}

/** Rejects the beginning of what is too long to be held, in parts that end with a comma where there is one. Returns the rest. */
export function* rejectLong(
  bytes: Buffer,
  line: number,
  element: number | undefined,
  maxBytes: number,
): ValuesAnd<Buffer> {
  let rest = bytes;
  while (rest.length > maxBytes) {
    const end = rest.subarray(0, maxBytes).lastIndexOf(BYTE.comma) + 1 || maxBytes;
    yield incompleteValue(rest.subarray(0, end), line, line, element);
    rest = rest.subarray(end);
  }
  return rest;
}

/** Reads what is left of the line in which an array began: its last element may be complete. */
export function* readRest(
  bytes: Buffer,
  line: number,
  element: number | undefined,
  read: ValueReader,
  maxBytes: number,
): Values {
  const rest = yield* rejectLong(bytes, line, element, maxBytes);
  if (rest.length < bytes.length) yield incompleteValue(rest, line, line, element);
  else yield framedValue(rest, line, read(withoutArraySigns(rest)), element);
}

/** How far a broken value was extended. */
export interface Extended {
  readonly broken: Broken;
  /** Where the first line begins that is, or begins, another value; beyond the end of the bytes if there is none. */
  readonly at: number;
  readonly number: number;
}

/**
 * Adds lines to a broken value, from the one that begins at an index, until one may begin another value. Of a long one it rejects what is held, and
 * goes on. There may be millions of short lines, so it makes no object for each.
 */
export function* extendBroken(
  broken: Broken,
  { bytes }: Pick<Line, 'bytes'>,
  from: number,
  number: number,
  maxBytes: number,
): ValuesAnd<Extended> {
  const { block, brokenAt } = broken;
  let current = broken;
  let [start, at, line] = [from, from, number];
  for (; at <= bytes.length; line += 1) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const end = feed < 0 ? bytes.length : feed;
    if (mayBeginAt(bytes, at, end)) break;
    if (block.size + at - start >= maxBytes) {
      if (at > start) block.add({ bytes: bytes.subarray(start, at - 1), number });
      const held = incomplete(current, block.take());
      block.add({ bytes: bytes.subarray(at, end), number: line });
      current = { block, brokenAt };
      yield held;
      start = end + 1;
    }
    at = end + 1;
  }
  if (at > start) block.add({ bytes: bytes.subarray(start, at - 1), number });
  return { broken: current, at, number: line };
}

/** Whether a line that does not continue a broken value is, or begins, another value. */
export function mayBegin({ bytes }: Line): boolean {
  return mayBeginAt(bytes, 0, bytes.length);
}

function mayBeginAt(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start] === BYTE.objectStart) return true;
  const first = skipSpace(bytes, start);
  const isBracket = bytes[first] === BYTE.objectStart || bytes[first] === BYTE.arrayStart;
  // Most brackets begin a value of many lines, and nothing else is in their line.
  if (!isBracket || skipSpace(bytes, first + 1) >= end) return false;
  return isWholeValue(bytes.subarray(start, end));
}

/** Whether a line is a value by itself. The first line of what is no element is the beginning of a value only. */
export function hasWholeValue({ block, element }: Broken): boolean {
  const lines = linesIn(block.bytes(), block.number);
  return (element === undefined ? lines.slice(1) : lines).some(({ bytes }) => isWholeValue(bytes));
}
