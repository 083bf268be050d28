import { parser } from './parser.js';
import { parseScore } from './score.js';

/**
 * Reads a network port: a whole number from 0 to 65535.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no port.
 * @example
 * parsePort('8801')   // 8801
 */
export const parsePort = parser('a port', (value) => {
  const number = parseScore.read(value);
  return number && (number > 65_535 || number % 1) ? undefined : number;
});
