import type { BreachCount } from './data.js';

/** About three significant digits: these measurements are no more precise. */
export function number(value: number): string {
  return rounded(value, digitsOf(value));
}

/** The same, with as many more digits as it takes to look different from other numbers that it differs from. */
export function numberApartFrom(value: number, ...others: readonly number[]): string {
  const looksLike = (other: number) => value !== other && rounded(value, digits) === rounded(other, digits);
  let digits = digitsOf(value);
  while (digits < MOST_DIGITS && others.some(looksLike)) digits += 1;
  return rounded(value, digits);
}

/** Time in breach out of the time judged, in minutes: `1.5 of 60`. What is in breach never looks like nothing, nor like all. */
export function minutesOf({ judged, inBreach }: BreachCount): string {
  const [all, part] = [judged / MINUTE_MS, inBreach / MINUTE_MS];
  return `${numberApartFrom(part, all, 0)} of ${numberApartFrom(all, 0)}`;
}

const MINUTE_MS = 60_000;

/** A number of 64 bits has no more digits after the point that a measurement could differ in. */
const MOST_DIGITS = 17;

function digitsOf(value: number): number {
  return Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
}

/** By the number of digits: making one costs much more than using it. */
const formats = new Map<number, Intl.NumberFormat>();

function rounded(value: number, digits: number): string {
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  return format.format(value);
}
