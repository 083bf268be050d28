import { ArgumentError } from '../errors.js';

/** Returns the value of an option if it is in range. @throws {ArgumentError} `name` */
export function inRange(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new ArgumentError(name, `a number from ${least} to ${most}`);
}
