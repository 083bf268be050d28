import { quantity } from './quantity.js';

/**
 * Reads a bitrate, in kilobits per second. A bare number is in kbps; bps, Mbps and Gbps are converted exactly.
 *
 * @returns The number, or `null` for a blank: an idle stream has no bitrate, which is not a bitrate of 0.
 * @throws {ValueError} `value_unreadable`, when it is no bitrate.
 * @example
 * parseBitrate('63 kbps')    // 63
 * parseBitrate('1.2 Mbps')   // 1200
 * parseBitrate('')           // null
 */
export const parseBitrate = quantity('kbps', { mbps: 3, bps: -3, gbps: 6 });
