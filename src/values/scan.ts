const SPACE = 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;

// So many digits, or one less and a point, fit 32 bits.
const MOST_PLAIN_DIGITS = 9;

/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** The units of a quantity. */
export interface Units {
  /** The letters of the quantity's own unit, in lower case; none for a quantity without one. */
  readonly own: readonly number[];
  /** How far the decimal point of a number in this unit moves to the right, to be in the quantity's own; 0 for no unit. */
  readonly shifts: Readonly<Record<string, number>>;
  /** Whether numbers may be below 0. */
  readonly isSigned: boolean;
}

/**
 * Reads a number and its unit; without one it is in the quantity's own. The caller bounds the length.
 *
 * Nearly every value is written as Zoom documents it: up to nine digits, at most one space, the quantity's own unit. That
 * much is read here, in one pass and in integers; anything else is read again by `scanLoosely`.
 */
export function scan(text: string, units: Units): Reading<number> {
  const { length } = text;
  if (length === 0) return null;
  const isNegative = units.isSigned && text.charCodeAt(0) === MINUS;
  const start = isNegative ? 1 : 0;
  let at = start;
  let digits = 0;
  // What to divide the digits by: a power of ten, once there is a point.
  let scale = 0;
  let code = 0;
  for (; at < length; at++) {
    code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits = (digits * 10 + (code - ZERO)) | 0;
      scale = (scale * 10) | 0;
    } else if (code === POINT && scale === 0 && at > start) scale = 1;
    else break;
  }
  if (at === start || at > MOST_PLAIN_DIGITS) return scanLoosely(text, units);
  if (at < length) {
    if (code === SPACE) at++;
    const { own } = units;
    if (length - at !== own.length) return scanLoosely(text, units);
    for (let letter = 0; at < length; at++, letter++) {
      if (text.charCodeAt(at) !== own[letter]) return scanLoosely(text, units);
    }
  }
  // Subtracted, since a negated zero would be -0.
  if (isNegative) digits = 0 - digits;
  // Divided by an exact power of ten, which rounds once. Integers return by themselves, so that the compiler keeps them such.
  if (scale === 0) return digits;
  return digits / scale;
}

const NUMBER_AND_UNIT = /^([+-]?[\d.]+)\s*([a-z%]*)$/i;
const BLANK = /^(?:-{0,2}|n\/a)$/i;

function scanLoosely(text: string, { shifts, isSigned }: Units): Reading<number> {
  if (isBlank(text)) return null;
  const [, number, unit = ''] = NUMBER_AND_UNIT.exec(text.trim()) ?? [];
  // An exponent moves the point before anything is rounded. Without a number, or a unit that the quantity has, this is NaN.
  // Adding 0 turns -0 into 0.
  const size = Number(`${number}e${shifts[unit.toLowerCase()]}`) + 0;
  return size >= 0 || (isSigned && size < 0) ? size : undefined;
}

/** Whether a text stands for no value. */
export function isBlank(text: string): boolean {
  return BLANK.test(text.trim());
}
