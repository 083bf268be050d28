import { ArgumentError } from '../errors.js';

/** The value of an option that lies in its range. @throws ArgumentError */
export function inRange(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new ArgumentError(name, `a number from ${least} to ${most}`);
}
