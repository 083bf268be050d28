import { ArgumentError } from '../errors.js';

/** @throws {ArgumentError} `argument_invalid`, for anything but an object */
export function checkOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) throw new ArgumentError('options', 'an object');
}
