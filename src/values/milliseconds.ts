import { quantity } from './quantity.js';

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
export const parseMilliseconds = quantity('ms', { s: 3, us: -3 });
