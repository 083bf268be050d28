import { parser } from './parser.js';
import { reader } from './reader.js';

/** Reads a signal strength in dBm: `null` when blank, `undefined` when unreadable. */
export const readRssi = reader({ dbm: 0 }, -1e99);

/**
 * Reads the strength of a wireless signal, in dBm. It is negative as a rule, and nearer to 0 is stronger. The unit may be
 * missing: Zoom sends it apart, in `rssi_unit`.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no signal strength.
 * @example
 * parseRssi('-56')       // -56
 * parseRssi('-56 dBm')   // -56
 */
export const parseRssi = parser('-60', readRssi);
