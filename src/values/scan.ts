const SPACE = 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const LAST_ASCII = 127;

// So many digits, or one less and a point, fit 32 bits.
const MOST_PLAIN_DIGITS = 9;
const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

// The letters of a unit, four at most, fit a word at seven bits each.
const LETTER_BITS = 7;

/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** The units of a quantity. */
export interface Units {
  /** The quantity's own unit, packed, and its length; of a quantity without one, what no text has. */
  readonly own: number;
  readonly ownLength: number;
  /** How far the decimal point of a number in this unit moves to the right, to be in the quantity's own. */
  readonly shifts: ReadonlyMap<string, number>;
  /** Whether numbers may be below 0. */
  readonly isSigned: boolean;
}

/** The letters of a unit in one number, to be compared at once. */
export function packed(unit: string): number {
  let word = 0;
  for (let at = 0; at < unit.length; at++) word = (word << LETTER_BITS) | unit.charCodeAt(at);
  return word;
}

/**
 * Reads a number and its unit; without one it is in the quantity's own. The caller bounds the length.
 *
 * Nearly every value is written as Zoom documents it: up to nine digits, at most one space, the quantity's own unit. That
 * much is read here, in one pass and in integers; anything else is read again by `scanLoosely`.
 */
export function scan(text: string, units: Units): Reading<number> {
  const { length } = text;
  const isNegative = units.isSigned && text.charCodeAt(0) === MINUS;
  const start = isNegative ? 1 : 0;
  let at = start;
  let digits = 0;
  let point = -1;
  let code = 0;
  for (; at < length; at++) {
    code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits = (digits * 10 + (code - ZERO)) | 0;
    else if (code === POINT && point < 0) point = at;
    else break;
  }
  const stop = at;
  if (at === start || point === start || at > MOST_PLAIN_DIGITS) return scanLoosely(text, units);
  if (at < length) {
    if (code === SPACE) at++;
    if (length - at !== units.ownLength) return scanLoosely(text, units);
    let word = 0;
    let codes = 0;
    for (; at < length; at++) {
      code = text.charCodeAt(at);
      codes |= code;
      word = (word << LETTER_BITS) | code;
    }
    if (word !== units.own || codes > LAST_ASCII) return scanLoosely(text, units);
  }
  // Divided by an exact power of ten, which rounds once.
  const size = point < 0 ? digits : digits / (POWERS_OF_TEN[stop - point - 1] as number);
  // Subtracted, since a negated zero would be -0.
  return isNegative ? 0 - size : size;
}

const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)$/i;
const BLANK = /^(?:-{0,2}|n\/a)$/i;

function scanLoosely(text: string, { shifts, isSigned }: Units): Reading<number> {
  const trimmed = text.trim();
  const [, number, unit = ''] = NUMBER_AND_UNIT.exec(trimmed) ?? [];
  if (number === undefined) return BLANK.test(trimmed) ? null : undefined;
  const shift = unit === '' ? 0 : shifts.get(unit.toLowerCase());
  if (shift === undefined) return undefined;
  // An exponent moves the point before anything is rounded. Adding 0 turns -0 into 0.
  const size = Number(`${number}e${shift}`) + 0;
  return size < 0 && !isSigned ? undefined : size;
}

/** Whether a text stands for no value. */
export function isBlank(text: string): boolean {
  return BLANK.test(text.trim());
}
