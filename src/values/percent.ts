import { reader } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';

export const readPercent = /* @__PURE__ */ reader('%');

const EXPECTED = 'a number in %';

/**
 * Reads a packet loss or CPU load, in percent: 4 means 4 %, not 400 %. The sign may be missing.
 *
 * @returns the number, or `null` for a blank
 * @throws {ValueError} `value_unreadable`, when it is no percentage
 * @example
 * parsePercent('0.03%')   // 0.03
 * parsePercent('4 %')     // 4
 */
export function parsePercent(value: ValueInput): number | null {
  return orThrow(readPercent(value), EXPECTED);
}

/**
 * Like `parsePercent`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParsePercent(item.details.avg_loss)
 * if (result.ok) use(result.value)
 */
export function safeParsePercent(value: unknown): ValueResult<number> {
  return asResult(readPercent(value), EXPECTED);
}
