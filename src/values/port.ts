import { parser } from './parser.js';
import type { Reading } from './reader.js';
import { readScore } from './score.js';

/** Reads a whole number of 16 bits, such as a port: `null` when blank, `undefined` when unreadable. */
export function readPort(value: unknown): Reading<number> {
  const number = readScore(value);
  // What is blank or unreadable is neither too large nor a fraction.
  return (number as number) > 65_535 || (number as number) % 1 ? undefined : number;
}

/**
 * Reads a network port: a whole number from 0 to 65535.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no port.
 * @example
 * parsePort('8801')   // 8801
 */
export const parsePort = parser('443', readPort);
