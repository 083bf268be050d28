import { BYTE, endOfString, isSpace, skipSpace } from './json-bytes.js';
import { linesIn } from './lines.js';

/** One element of an array, as bytes. */
export interface Element {
  readonly bytes: Buffer;
  /** The line it begins in. */
  readonly line: number;
  /** Its index in the array. */
  readonly index: number;
  /** The index in the array of what follows it: after its comma, or the closing bracket. */
  readonly next: number;
}

/**
 * Cuts an array into its elements, without parsing them: each can then be read or rejected alone, byte for byte. Of an array
 * that breaks off it gives the elements with a comma after them.
 *
 * @param line the line that the array begins in
 */
export function* elementsOf(array: Buffer, line: number): Generator<Element, void, undefined> {
  let lineNumber = line;
  let counted = 0;
  let index = 0;
  for (const { start, end, next } of rangesOf(array)) {
    lineNumber += linesIn(array.subarray(counted, start), 0).length - 1;
    counted = start;
    yield { bytes: array.subarray(start, end), line: lineNumber, index, next };
    index += 1;
  }
}

/** The bytes of the value of a key of an object with matching brackets; `undefined` if no key is written so. */
export function memberOf(object: Uint8Array, key: string): Uint8Array | undefined {
  let value: Uint8Array | undefined;
  for (const { start, end } of rangesOf(object)) {
    const member = object.subarray(start, end);
    const keyEnd = endOfString(member, 1);
    if (Buffer.from(member.subarray(1, keyEnd)).toString() !== key) continue;
    // After the colon. Of equal keys the last counts, as in JSON.parse.
    value = member.subarray(skipSpace(member, keyEnd + 1) + 1);
  }
  return value;
}

/** The ranges of what the commas of an array or object separate. */
function* rangesOf(
  array: Uint8Array,
): Generator<{ start: number; end: number; next: number }, void, undefined> {
  let depth = 0;
  let start = -1;
  let end = -1;
  for (let at = skipSpace(array) + 1; at < array.length; at += 1) {
    const byte = array[at];
    if (isSpace(byte)) continue;
    const isEnd = depth === 0 && (byte === BYTE.arrayEnd || byte === BYTE.objectEnd);
    if (isEnd || (byte === BYTE.comma && depth === 0)) {
      if (start >= 0) yield { start, end, next: isEnd ? at : at + 1 };
      if (isEnd) return;
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (byte === BYTE.quote) {
      at = endOfString(array, at + 1);
      if (at < 0) return;
    } else if (byte === BYTE.objectStart || byte === BYTE.arrayStart) depth += 1;
    else if (byte === BYTE.objectEnd || byte === BYTE.arrayEnd) depth -= 1;
    end = at + 1;
  }
}
