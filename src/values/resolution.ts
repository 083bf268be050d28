import type { Reading } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';
import { readScore } from './score.js';

/** The size of a picture, in pixels. */
export interface Resolution {
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
}

const ZERO = 48;
const NINE = 57;
const STAR = 42;
const LOWER_X = 120;
const LOWER_CASE_BIT = 32;

/** Nine digits fit 32 bits. */
const MOST_DIGITS = 9;

export function readResolution(value: unknown): Reading<Resolution> {
  const sides = typeof value === 'string' ? readSides(value) : undefined;
  // What is blank for a number is blank for a resolution.
  if (sides === undefined) return readScore(value) === null ? null : undefined;
  // Zoom writes `0*0` where there is no picture.
  return sides.width || sides.height ? sides : null;
}

/** Reads digits, a star or an x, and digits; white space may stand around each. */
function readSides(text: string): Resolution | undefined {
  let width: number | undefined;
  let side = 0;
  let digits = 0;
  let isOver = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits += 1;
      if (isOver || digits > MOST_DIGITS) return undefined;
      side = (side * 10 + code - ZERO) | 0;
    } else if (width === undefined && digits > 0 && isBetweenSides(code)) {
      width = side;
      side = 0;
      digits = 0;
      isOver = false;
    } else if (text.charAt(at).trim() === '') isOver = digits > 0;
    else return undefined;
  }
  return width === undefined || digits === 0 ? undefined : { width, height: side };
}

function isBetweenSides(code: number): boolean {
  return code === STAR || (code | LOWER_CASE_BIT) === LOWER_X;
}

const EXPECTED = 'a resolution';

/**
 * Reads a resolution, in pixels. A `*`, as Zoom writes it, or an `x` stands between width and height.
 *
 * @returns width and height, or `null` for a blank and for `0*0`, which Zoom writes where there is no picture
 * @throws {ValueError} `value_unreadable`, when it is no resolution
 * @example
 * parseResolution('1280*720')   // { width: 1280, height: 720 }
 * parseResolution('0*0')        // null
 */
export function parseResolution(value: ValueInput): Resolution | null {
  return orThrow(readResolution(value), EXPECTED);
}

/**
 * Like `parseResolution`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParseResolution(item.details.resolution)
 * if (result.ok) use(result.value?.width)
 */
export function safeParseResolution(value: unknown): ValueResult<Resolution> {
  return asResult(readResolution(value), EXPECTED);
}
