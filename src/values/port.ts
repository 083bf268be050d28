import type { Reading } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';
import { readScore } from './score.js';

export const readPort = (value: unknown): Reading<number> => {
  const number = readScore(value);
  return number && (number > 65_535 || number % 1) ? undefined : number;
};

const EXPECTED = 'a port';

/**
 * Reads a network port: a whole number from 0 to 65535.
 *
 * @returns the number, or `null` for a blank
 * @throws {ValueError} `value_unreadable`, when it is no port
 * @example
 * parsePort('8801')   // 8801
 */
export function parsePort(value: ValueInput): number | null {
  return orThrow(readPort(value), EXPECTED);
}

/**
 * Like `parsePort`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParsePort(item.audio_internal_ip_port)
 * if (result.ok) use(result.value)
 */
export function safeParsePort(value: unknown): ValueResult<number> {
  return asResult(readPort(value), EXPECTED);
}
