import { BYTE, endOfString, isSpace, skipSpace } from './json-bytes.js';

/** One element of an array, where it stands in the bytes. */
export interface Element {
  readonly start: number;
  readonly end: number;
}

/**
 * The elements of an array whose brackets match, in order. They are not parsed, so that each can be read, or rejected, by
 * itself and byte for byte.
 */
export function* elementsOf(array: Uint8Array): Generator<Element, void, undefined> {
  let depth = 0;
  let start = -1;
  let end = -1;
  for (let at = skipSpace(array) + 1; at < array.length; at += 1) {
    const byte = array[at];
    if (isSpace(byte)) continue;
    const isEnd = byte === BYTE.arrayEnd && depth === 0;
    if (isEnd || (byte === BYTE.comma && depth === 0)) {
      if (start >= 0) yield { start, end };
      if (isEnd) return;
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
