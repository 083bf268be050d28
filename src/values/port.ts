import { parser, reader } from './reader.js';
import type { Reading } from './scan.js';

const MAX_PORT = 65_535;

const readNumber = reader({});

/** Reads a port number: `null` when blank, `undefined` when unreadable. */
export function readPort(value: unknown): Reading<number> {
  const number = readNumber(value);
  return typeof number !== 'number' || (number <= MAX_PORT && Number.isInteger(number)) ? number : undefined;
}

/**
 * Reads a network port: a whole number from 0 to 65535.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no port.
 * @example
 * parsePort('8801')   // 8801
 */
export const parsePort = parser('a port from 0 to 65535', readPort);
