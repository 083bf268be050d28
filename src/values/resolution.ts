import { MAX_LENGTH, parser } from './reader.js';
import { isBlank, type Reading } from './scan.js';

/** The size of a picture, in pixels. */
export interface Resolution {
  width: number;
  height: number;
}

const ZERO = 48;
const NINE = 57;

/** Reads a resolution: `null` when blank or without a picture, `undefined` when unreadable. */
export function readResolution(value: unknown): Reading<Resolution> {
  if (value === '' || value === null || value === undefined) return null;
  return typeof value === 'string' && value.length <= MAX_LENGTH ? scanResolution(value) : undefined;
}

/**
 * Reads a resolution, in pixels. Width and height are parted by `*`, as Zoom writes it, or by `x`.
 *
 * @returns Width and height, or `null` for a blank and for `0*0`, which Zoom writes where there is no picture.
 * @throws {ValueError} `value_unreadable`, when it is no resolution.
 * @example
 * parseResolution('1280*720')   // { width: 1280, height: 720 }
 * parseResolution('0*0')        // null
 */
export const parseResolution = parser('a value such as "1280*720"', readResolution);

function scanResolution(text: string): Reading<Resolution> {
  const sign = text.indexOf('*');
  const width = wholeNumber(text, 0, sign);
  const height = wholeNumber(text, sign + 1, text.length);
  if (Number.isSafeInteger(width) && Number.isSafeInteger(height)) {
    return width === 0 && height === 0 ? null : { width, height };
  }
  const plain = text.trim().replace(/\s*[*x]\s*/i, '*');
  if (plain !== text) return scanResolution(plain);
  return isBlank(text) ? null : undefined;
}

/** The number that the digits of a part of a text make; NaN if there is anything but digits, or nothing. */
function wholeNumber(text: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return Number.NaN;
    number = number * 10 + (code - ZERO);
  }
  return start < end ? number : Number.NaN;
}
