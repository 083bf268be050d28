import { reader } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';

export const readScore = /* @__PURE__ */ reader('');

const EXPECTED = 'a number';

/**
 * Reads a quality score or a mean opinion score (MOS), which has no unit. A MOS runs from 1, the worst, to 5; 3.5 and above is
 * good. Zoom documents no scale for its quality score. Numbers beyond 5 are kept.
 *
 * @returns the number, or `null` for a blank
 * @throws {ValueError} `value_unreadable`, when it is no plain number
 * @example
 * parseScore('3.65')   // 3.65
 */
export function parseScore(value: ValueInput): number | null {
  return orThrow(readScore(value), EXPECTED);
}

/**
 * Like `parseScore`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParseScore(item.details.mos)
 * if (result.ok) use(result.value)
 */
export function safeParseScore(value: unknown): ValueResult<number> {
  return asResult(readScore(value), EXPECTED);
}
