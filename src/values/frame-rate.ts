import { reader } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';

export const readFrameRate = /* @__PURE__ */ reader('fps');

const EXPECTED = 'a number in fps';

/**
 * Reads a frame rate, in frames per second. The unit may be missing.
 *
 * @returns the number, or `null` for a blank
 * @throws {ValueError} `value_unreadable`, when it is no frame rate
 * @example
 * parseFrameRate('12 fps')   // 12
 * parseFrameRate('0 fps')    // 0
 */
export function parseFrameRate(value: ValueInput): number | null {
  return orThrow(readFrameRate(value), EXPECTED);
}

/**
 * Like `parseFrameRate`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParseFrameRate(item.details.frame_rate)
 * if (result.ok) use(result.value)
 */
export function safeParseFrameRate(value: unknown): ValueResult<number> {
  return asResult(readFrameRate(value), EXPECTED);
}
