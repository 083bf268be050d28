import { parseDateTime } from './date-time.js';

/**
 * The text of a number or boolean: of a number as it was written, if its text is known, and else as the engine prints it.
 *
 * @param exact gives the number as it was written
 */
export function textOf(value: unknown, exact: () => string | undefined): string | undefined {
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  // JSON cannot say Infinity, but a number as long as 1e999 is read as that.
  return exact() ?? (Number.isFinite(value) ? String(value) : undefined);
}

/** A longer text spells no number that a field holds, and is not searched. */
const MAX_LENGTH = 64;

/**
 * The number that a text spells, if nothing is lost by reading it: 1 to 15 digits, or as the engine prints it. White space
 * around it and zeros after a decimal point change nothing.
 */
export function numberOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return undefined;
  const trimmed = text.trim().replace(/^(-?\d+)\.0+$/, '$1');
  const number = Number(trimmed);
  const isExact = /^\d{1,15}$/.test(trimmed) || (Number.isFinite(number) && String(number) === trimmed);
  return isExact ? number : undefined;
}

/** The time that an RFC 3339 text spells, in milliseconds since the epoch. */
export function timeOf(text: unknown): number | undefined {
  return typeof text === 'string' ? parseDateTime(text.trim()) : undefined;
}

/** The boolean that a text spells. */
export function truthOf(text: unknown): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
