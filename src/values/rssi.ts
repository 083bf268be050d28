import { quantity } from './quantity.js';

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
export const parseRssi = quantity('dBm', { dbm: 0 }, -1e308);
