import { parser } from './parser.js';
import { readPort } from './port.js';
import type { Reading } from './reader.js';
import { readScore } from './score.js';

/** The size of a picture, in pixels. */
export interface Resolution {
  width: number;
  height: number;
}

/** Reads a resolution: `null` when blank or without a picture, `undefined` when unreadable. */
export function readResolution(value: unknown): Reading<Resolution> {
  if (typeof value === 'string') {
    const start = value.indexOf('*') + 1 || value.toLowerCase().indexOf('x') + 1;
    // A side is a whole number of 16 bits, as a port is.
    const width = readPort(value.slice(0, start - 1));
    const height = readPort(value.slice(start));
    if (start > 0 && width != null && height != null) return width || height ? { width, height } : null;
  }
  return readScore(value) === null ? null : undefined;
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
export const parseResolution = parser('640*360', readResolution);
