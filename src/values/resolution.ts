import type { Reading } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';
import { readScore } from './score.js';

/** The size of a picture, in pixels. */
export interface Resolution {
  width: number;
  height: number;
}

const ZERO = 48;
const NINE = 57;
const STAR = 42;

/** No side of a shorter text has more than nine digits, which fit 32 bits. */
const TOO_LONG = 12;

const SIDES = /^\s*(\d{1,9})\s*[*x]\s*(\d{1,9})\s*$/i;

/** Reads a resolution: Zoom's own form, digits and a star, in one pass; any other by a regular expression. */
export function readResolution(value: unknown): Reading<Resolution> {
  if (typeof value === 'string' && value.length < TOO_LONG) {
    let width = -1;
    let side = 0;
    let code = 0;
    for (let at = 0; at < value.length; at += 1) {
      code = value.charCodeAt(at);
      if (code >= ZERO && code <= NINE) side = (side * 10 + code - ZERO) | 0;
      else if (code === STAR && at > 0 && width < 0) {
        width = side;
        side = 0;
      } else break;
    }
    // The last character is a digit, after the star.
    if (width >= 0 && code >= ZERO && code <= NINE) return sized(width, side);
  }
  const sides = typeof value === 'string' && SIDES.exec(value);
  if (sides) return sized(Number(sides[1]), Number(sides[2]));
  // What is blank for a number is blank for a resolution.
  return readScore(value) === null ? null : undefined;
}

/** Zoom writes `0*0` where there is no picture. */
function sized(width: number, height: number): Resolution | null {
  return width || height ? { width, height } : null;
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
