import { parser } from './parser.js';
import { reader } from './reader.js';

/** Reads a percentage: `null` when blank, `undefined` when unreadable. */
export const readPercent = reader({ '%': 0 });

/**
 * Reads a packet loss or processor load, in percent: 4 means 4 %, not 400 %. The sign may be missing.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no percentage.
 * @example
 * parsePercent('0.03%')   // 0.03
 * parsePercent('4 %')     // 4
 */
export const parsePercent = parser('60%', readPercent);
