import { parser } from './parser.js';
import { reader } from './reader.js';

/** Reads a bitrate in kbps: `null` when blank, `undefined` when unreadable. */
export const readBitrate = reader({ kbps: 0, mbps: 3, bps: -3, gbps: 6 });

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
export const parseBitrate = parser('60 kbps', readBitrate);
