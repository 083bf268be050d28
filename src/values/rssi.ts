import { reader } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';

export const readRssi = /* @__PURE__ */ reader('dBm', {}, -Number.MAX_SAFE_INTEGER);

const EXPECTED = 'a number in dBm';

/**
 * Reads the strength of a wireless signal, in dBm. It is nearly always negative; the nearer to 0, the stronger. The unit may be
 * missing: Zoom sends it in a field of its own, `rssi_unit`.
 *
 * @returns the number, or `null` for a blank
 * @throws {ValueError} `value_unreadable`, when it is no signal strength
 * @example
 * parseRssi('-56')       // -56
 * parseRssi('-56 dBm')   // -56
 */
export function parseRssi(value: ValueInput): number | null {
  return orThrow(readRssi(value), EXPECTED);
}

/**
 * Like `parseRssi`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParseRssi(item.details.avg_rssi)
 * if (result.ok) use(result.value)
 */
export function safeParseRssi(value: unknown): ValueResult<number> {
  return asResult(readRssi(value), EXPECTED);
}
