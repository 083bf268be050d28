import { ArgumentError } from '../errors.js';

/** @throws {ArgumentError} `argument_invalid`, for anything but a whole number that is large enough */
export function checkWhole(
  argument: string,
  value: unknown,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): void {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new ArgumentError(argument, `a whole number ${range}`);
  }
}
