import { reader } from './reader.js';
import { asResult, orThrow, type ValueInput, type ValueResult } from './result.js';

export const readBitrate = /* @__PURE__ */ reader('kbps', { mbps: 3, bps: -3, gbps: 6 });

const EXPECTED = 'a number in kbps';

/**
 * Reads a bitrate, in kilobits per second. A bare number is in kbps; bps, Mbps and Gbps are converted exactly. An idle stream
 * has no bitrate, which is not a bitrate of 0: its blank is `null`.
 *
 * @returns the number, or `null` for a blank
 * @throws {ValueError} `value_unreadable`, when it is no bitrate
 * @example
 * parseBitrate('63 kbps')    // 63
 * parseBitrate('1.2 Mbps')   // 1200
 * parseBitrate('')           // null
 */
export function parseBitrate(value: ValueInput): number | null {
  return orThrow(readBitrate(value), EXPECTED);
}

/**
 * Like `parseBitrate`, with the error in the result. Takes a value of any type.
 *
 * @example
 * const result = safeParseBitrate(item.details.bitrate)
 * if (result.ok) use(result.value)
 */
export function safeParseBitrate(value: unknown): ValueResult<number> {
  return asResult(readBitrate(value), EXPECTED);
}
