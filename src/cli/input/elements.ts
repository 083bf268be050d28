import { BYTE, endOfString, isSpace, skipSpace } from './json-bytes.js';
import { linesIn } from './lines.js';

/** One element of an array, as bytes. */
export interface Element {
  readonly bytes: Buffer;
  /** The line it begins in. */
  readonly line: number;
  /** Its index in the array. */
  readonly index: number;
}

/**
 * Cuts an array with matching brackets into its elements, without parsing them: each can then be read or rejected alone,
 * byte for byte.
 *
 * @param line the line that the array begins in
 */
export function* elementsOf(array: Buffer, line: number): Generator<Element, void, undefined> {
  let lineNumber = line;
  let counted = 0;
  let index = 0;
  for (const { start, end } of rangesOf(array)) {
    lineNumber += linesIn(array.subarray(counted, start), 0).length - 1;
    counted = start;
    yield { bytes: array.subarray(start, end), line: lineNumber, index };
    index += 1;
  }
}

function* rangesOf(array: Uint8Array): Generator<{ start: number; end: number }, void, undefined> {
  let depth = 0;
  let start = -1;
  let end = -1;
  for (let at = skipSpace(array) + 1; at < array.length; at += 1) {
    const byte = array[at];
    if (isSpace(byte)) continue;
    const isArrayEnd = byte === BYTE.arrayEnd && depth === 0;
    if (isArrayEnd || (byte === BYTE.comma && depth === 0)) {
      if (start >= 0) yield { start, end };
      if (isArrayEnd) return;
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (byte === BYTE.quote) at = endOfString(array, at + 1);
    else if (byte === BYTE.objectStart || byte === BYTE.arrayStart) depth += 1;
    else if (byte === BYTE.objectEnd || byte === BYTE.arrayEnd) depth -= 1;
    end = at + 1;
  }
}
