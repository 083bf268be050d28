import { parser } from './parser.js';
import { reader } from './reader.js';

/** Reads a time in milliseconds: `null` when blank, `undefined` when unreadable. */
export const readMilliseconds = reader({ ms: 0, s: 3, us: -3 });

/**
 * Reads a latency, jitter or network delay, in milliseconds. A bare number is in ms; s and us are converted exactly.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no time.
 * @example
 * parseMilliseconds('134 ms')   // 134
 * parseMilliseconds('0ms')      // 0
 * parseMilliseconds('1.5 s')    // 1500
 */
export const parseMilliseconds = parser('60 ms', readMilliseconds);
