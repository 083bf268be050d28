import { quantity } from './quantity.js';

/**
 * Reads a packet loss or processor load, in percent: 4 means 4 %, not 400 %. The sign may be missing.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no percentage.
 * @example
 * parsePercent('0.03%')   // 0.03
 * parsePercent('4 %')     // 4
 */
export const parsePercent = quantity('%');
