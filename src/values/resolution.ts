import { MAX_LENGTH, parser } from './reader.js';
import { isBlank, type Reading } from './scan.js';

/** The size of a picture, in pixels. */
export interface Resolution {
  width: number;
  height: number;
}

const ASTERISK = 42;
const ZERO = 48;
const NINE = 57;
const LOWER_X = 120;

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
export const parseResolution = parser('a resolution, such as "1280*720"', readResolution);

function scanResolution(text: string): Reading<Resolution> {
  let width = 0;
  let height = 0;
  let sign = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) height = height * 10 + (code - ZERO);
    else if (sign === 0 && at > 0 && (code === ASTERISK || code === LOWER_X)) {
      sign = at;
      width = height;
      height = 0;
    } else return scanLoosely(text);
  }
  if (sign === 0 || sign === text.length - 1) return scanLoosely(text);
  if (width === 0 && height === 0) return null;
  return Math.max(width, height) > Number.MAX_SAFE_INTEGER ? undefined : { width, height };
}

function scanLoosely(text: string): Reading<Resolution> {
  const plain = text.trim().replace(/\s*[*x]\s*/i, '*');
  if (plain !== text) return scanResolution(plain);
  return isBlank(text) ? null : undefined;
}
