import { BYTE, skipSpace, trimEnd } from './json-bytes.js';

/** Whether what follows the elements of an array is only its closing bracket, also with a comma before or after it. */
export function isOver(bytes: Buffer): boolean {
  const bracket = skipSpace(bytes);
  if (bytes[bracket] !== BYTE.arrayEnd) return false;
  const next = skipSpace(bytes, bracket + 1);
  return skipSpace(bytes, bytes[next] === BYTE.comma ? next + 1 : next) === bytes.length;
}

/** Whether a line is an object or array by itself, also with the comma or bracket that follows an element. */
export function isWholeValue(bytes: Buffer): boolean {
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
export function withoutArraySigns(bytes: Buffer): Buffer {
  const text = trimEnd(bytes);
  const last = text.at(-1);
  if (last === BYTE.comma) return text.subarray(0, -1);
  // The last element of an array that has its elements one a line, and its brackets beside them.
  if (bytes[skipSpace(bytes)] !== BYTE.objectStart || last !== BYTE.arrayEnd) return bytes;
  const element = trimEnd(text.subarray(0, -1));
  return element.at(-1) === BYTE.objectEnd ? element : bytes;
}
