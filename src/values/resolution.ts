import { MAX_LENGTH, parser } from './reader.js';
import { type Reading, scan, type Unit } from './scan.js';

/** The size of a picture, in pixels. */
export interface Resolution {
  width: number;
  height: number;
}

const NO_UNITS: readonly Unit[] = [];

/** Reads a resolution: `null` when blank or without a picture, `undefined` when unreadable. */
export function readResolution(value: unknown): Reading<Resolution> {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  let sign = value.indexOf('*');
  if (sign < 0) sign = value.toLowerCase().indexOf('x');
  if (sign < 0) return scan(value, 0, value.length, NO_UNITS) === null ? null : undefined;

  const width = scan(value, 0, sign, NO_UNITS);
  const height = scan(value, sign + 1, value.length, NO_UNITS);
  if (!isPixelCount(width) || !isPixelCount(height)) return undefined;
  return width === 0 && height === 0 ? null : { width, height };
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

function isPixelCount(reading: Reading<number>): reading is number {
  return typeof reading === 'number' && reading >= 0 && Number.isSafeInteger(reading);
}
