import { ValueError } from '../errors.js';
import { packWord, type Reading, scan } from './scan.js';

/** The two ways to read a quantity. */
export interface Quantity {
  /** Gives `null` for a blank and `undefined` for what cannot be read. */
  readonly read: (value: unknown) => Reading<number>;
  /** Gives `null` for a blank and throws `ValueError` for what cannot be read. */
  readonly parse: (value: string | number | null | undefined) => number | null;
}

/** The longest text that is looked at; every documented value is far shorter. */
export const MAX_LENGTH = 64;

/**
 * Defines a quantity: what an error says was expected, how far each unit's decimal point is from the quantity's own unit
 * (the commonest first), and the range that makes sense.
 */
export function quantity(expected: string, shifts: Record<string, number>, minimum = 0): Quantity {
  const units = Object.entries(shifts).map(([name, shift]) => ({
    word: packWord(name, 0, name.length),
    shift,
  }));

  function read(value: unknown): Reading<number> {
    if (typeof value === 'string') {
      if (value.length > MAX_LENGTH) return undefined;
      const n = scan(value, 0, value.length, units);
      return n === null || n === undefined || n >= minimum ? n : undefined;
    }
    if (value === null || value === undefined) return null;
    // Adding 0 turns -0 into 0.
    return Number.isFinite(value) && (value as number) >= minimum ? (value as number) + 0 : undefined;
  }

  function parse(value: unknown): number | null {
    const reading = read(value);
    if (reading === undefined) throw unreadable(expected, value);
    return reading;
  }

  return { read, parse };
}

/** Says what was expected, and the kind and length of what came. */
export function unreadable(expected: string, value: unknown): ValueError {
  if (typeof value === 'string') {
    return new ValueError(expected, `text of ${value.length} character${value.length === 1 ? '' : 's'}`);
  }
  return new ValueError(expected, typeof value === 'object' ? 'an object' : `a ${typeof value}`);
}
