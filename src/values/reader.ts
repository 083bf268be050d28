import { ValueError } from '../errors.js';
import { type Reading, scan, type Units } from './scan.js';

/** The longest text that is looked at; every documented value is far shorter. */
export const MAX_LENGTH = 64;

/**
 * Defines how a quantity is read, by how far each unit's decimal point is from the quantity's own unit (which
 * comes first) and by whether it may be negative.
 *
 * What comes back is a closure, so that reading a value crosses one border between modules only: in CommonJS a border
 * costs as much as several characters.
 */
export function reader(
  shifts: Record<string, number>,
  isSigned = false,
): (value: unknown) => Reading<number> {
  const [own = ''] = Object.keys(shifts);
  const units: Units = {
    own: Array.from(own, (letter) => letter.charCodeAt(0)),
    shifts: { ...shifts, '': 0 },
    isSigned,
  };

  return (value) => {
    if (typeof value === 'string') return value.length > MAX_LENGTH ? undefined : scan(value, units);
    if (value === null || value === undefined) return null;
    if (typeof value !== 'number' || !Number.isFinite(value) || (value < 0 && !isSigned)) return undefined;
    // -0 becomes 0.
    return value + 0;
  };
}

/** Turns a reader into a function that throws what it cannot read, saying what was expected. */
export function parser<T>(
  expected: string,
  read: (value: unknown) => Reading<T>,
): (value: string | number | null | undefined) => T | null {
  return (value) => {
    const reading = read(value);
    if (reading === undefined) throw new ValueError(expected, describe(value));
    return reading;
  };
}

/** The kind and length of a value, never the value: it is payload. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `text of ${value.length} character${value.length === 1 ? '' : 's'}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
