import { quantity, unreadable } from './quantity.js';
import type { Reading } from './scan.js';

const EXPECTED = 'a port from 0 to 65535';
const port = quantity(EXPECTED, {});

const MAX_PORT = 65_535;

/** Reads a port number: `null` when blank, `undefined` when unreadable. */
export function readPort(value: unknown): Reading<number> {
  const n = port.read(value);
  if (n === null || n === undefined) return n;
  return Number.isInteger(n) && n <= MAX_PORT ? n : undefined;
}

/**
 * Reads a network port: a whole number from 0 to 65535.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no port.
 * @example
 * parsePort('8801')   // 8801
 */
export function parsePort(value: string | number | null | undefined): number | null {
  const reading = readPort(value);
  if (reading === undefined) throw unreadable(EXPECTED, value);
  return reading;
}
