import { reader } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';

export const readMilliseconds = /* @__PURE__ */ reader('ms', { s: 3, us: -3 });

const EXPECTED = 'a number in ms';

/**
 * Reads a latency, jitter or network delay, in milliseconds. A bare number is in ms; s and us are converted exactly.
 *
 * @returns the number, or `null` for a blank
 * @throws {ValueError} `value_unreadable`, when it is no duration
 * @example
 * parseMilliseconds('134 ms')   // 134
 * parseMilliseconds('0ms')      // 0
 * parseMilliseconds('1.5 s')    // 1500
 */
export function parseMilliseconds(value: ValueInput): number | null {
  return orThrow(readMilliseconds(value), EXPECTED);
}

/**
 * Like `parseMilliseconds`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParseMilliseconds(item.details.latency)
 * if (result.ok) use(result.value)
 */
export function safeParseMilliseconds(value: unknown): ValueResult<number> {
  return asResult(readMilliseconds(value), EXPECTED);
}
