import { parser } from './parser.js';
import { reader } from './reader.js';

/**
 * Reads a quality score or a mean opinion score (MOS). Zoom's run from 1, the worst, to 5; 3.5 and above is good. Numbers
 * beyond that range are kept as they came.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no plain number.
 * @example
 * parseScore('3.65')   // 3.65
 */
export const parseScore = parser('a number', reader(''));
