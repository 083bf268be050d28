import { parser } from './parser.js';
import type { Reading } from './reader.js';
import { parseScore } from './score.js';

/** The size of a picture, in pixels. */
export interface Resolution {
  width: number;
  height: number;
}

/** Zoom writes `0*0` where there is no picture. */
function sized(width: number, height: number): Resolution | null {
  return width || height ? { width, height } : null;
}

// As many digits as fit 32 bits.
const SIDES = /^\s*(\d{1,9})\s*[*x]\s*(\d{1,9})\s*$/i;

/**
 * Reads a resolution, in pixels. Width and height are parted by `*`, as Zoom writes it, or by `x`.
 *
 * @returns Width and height, or `null` for a blank and for `0*0`, which Zoom writes where there is no picture.
 * @throws {ValueError} `value_unreadable`, when it is no resolution.
 * @example
 * parseResolution('1280*720')   // { width: 1280, height: 720 }
 * parseResolution('0*0')        // null
 */
export const parseResolution = parser<Resolution>('a resolution', (value) => {
  const sides = typeof value === 'string' && SIDES.exec(value);
  if (!sides) return parseScore.read(value) === null ? null : undefined;
  return sized(Number(sides[1]), Number(sides[2]));
});

// Characters are told by how far they are from the digit 0.
const ZERO = 48;
const STAR = -6;

// No side of a shorter text has more than nine digits, which fit 32 bits.
const TOO_LONG = 12;

/**
 * The same as `parseResolution.read`, but for Zoom's own form without the regular expression, which takes several times as
 * long. Samples are read by it; it stands apart to keep the parsers small.
 */
export function readResolution(value: unknown): Reading<Resolution> {
  if (typeof value === 'string' && value.length < TOO_LONG) {
    let width = -1;
    let side = 0;
    let digit = -1;
    for (let at = 0; at < value.length; at++) {
      digit = value.charCodeAt(at) - ZERO;
      if (digit >= 0 && digit < 10) side = (side * 10 + digit) | 0;
      else if (digit === STAR && at > 0 && width < 0) {
        width = side;
        side = 0;
      } else break;
    }
    // The last character is a digit, after the sign.
    if (digit >= 0 && digit < 10 && width >= 0) return sized(width, side);
  }
  return parseResolution.read(value);
}
