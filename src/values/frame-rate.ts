import { quantity } from './quantity.js';

/**
 * Reads a frame rate, in frames per second. The unit may be missing.
 *
 * @returns The number, or `null` for a blank.
 * @throws {ValueError} `value_unreadable`, when it is no frame rate.
 * @example
 * parseFrameRate('12 fps')   // 12
 * parseFrameRate('0 fps')    // 0
 */
export const parseFrameRate = quantity('fps');
