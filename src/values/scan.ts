const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const LAST_ASCII = 127;

// A unit's letters fit into one integer.
const MAX_LETTERS = 4;
const LETTER_BITS = 7;
// Past the control characters, this bit is set in all but capitals.
const LOWER_CASE_BIT = 32;

// Each is an exact double, as are the digits it scales, so that the result is rounded once.
const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** A unit of measure: its letters, packed, and how far the point moves to the right to get to the quantity's own unit. */
export interface Unit {
  readonly word: number;
  readonly shift: number;
}

/** Names a unit, of up to four letters in lower case, as `scan` finds it. */
export function unit([name, shift]: [name: string, shift: number]): Unit {
  let word = 0;
  for (const letter of name) word = (word << LETTER_BITS) | letter.charCodeAt(0);
  return { word, shift };
}

/**
 * Reads a number and its unit in one pass, where they are written plainly: a sign or none, digits with at most one point
 * before, among or after them, at most one space, letters. What is not plain is made so, and read again.
 * Without a unit a number is in the quantity's own. The caller bounds the length, and has dealt with the empty text.
 */
export function scan(text: string, units: readonly Unit[], isSigned: boolean): Reading<number> {
  let code = text.charCodeAt(0);
  const isNegative = code === MINUS;
  const length = text.length;
  const start = isNegative || code === PLUS ? 1 : 0;
  let at = start;
  let digits = 0;
  let point = -1;
  for (; at < length; at++) {
    code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits = digits * 10 + (code - ZERO);
    else if (code === POINT && point < 0) point = at;
    else break;
  }
  if (at - start === (point < 0 ? 0 : 1)) return scanLoosely(text, units, isSigned);

  const stop = at;
  let shift: number | undefined = 0;
  if (at < length) {
    if (code === SPACE) at++;
    if (length - at > MAX_LETTERS) return scanLoosely(text, units, isSigned);
    let word = 0;
    for (; at < length; at++) {
      code = text.charCodeAt(at);
      if (code <= SPACE || code > LAST_ASCII) return scanLoosely(text, units, isSigned);
      word = (word << LETTER_BITS) | code | LOWER_CASE_BIT;
    }
    shift = shiftOf(word, units);
    if (shift === undefined) return scanLoosely(text, units, isSigned);
  }

  if (shift === 0 && point < 0 && !isNegative && digits <= Number.MAX_SAFE_INTEGER) return digits;
  const exponent = point < 0 ? shift : shift - (stop - point - 1);
  // `digits` is exact up to 2^53 and stays beyond it once there, so one look at the end is enough.
  const power = digits > Number.MAX_SAFE_INTEGER ? undefined : POWERS_OF_TEN[Math.abs(exponent)];
  const size =
    power === undefined
      ? Number(`${text.slice(start, stop)}e${shift}`)
      : exponent < 0
        ? digits / power
        : digits * power;
  if (!isNegative) return size;
  // Subtracted, since a negated zero would be -0.
  return isSigned || size === 0 ? 0 - size : undefined;
}

/** Whether a trimmed text stands for no value. */
export function isBlank(text: string): boolean {
  return /^(-{0,2}|n\/a)$/i.test(text);
}

function scanLoosely(text: string, units: readonly Unit[], isSigned: boolean): Reading<number> {
  const plain = text.trim().replace(/\s+(?=[a-z%]+$)/i, ' ');
  if (plain !== text) return scan(plain, units, isSigned);
  return isBlank(text) ? null : undefined;
}

function shiftOf(word: number, units: readonly Unit[]): number | undefined {
  for (const unit of units) if (unit.word === word) return unit.shift;
  return undefined;
}
