const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const LAST_ASCII = 127;

// A word is up to four letters of seven bits each; past three, the next letter must be the last.
const LETTER_BITS = 7;
const THREE_LETTERS = 0x1f_ff_ff;
// Past the control characters, this bit is set in all but capitals.
const LOWER_CASE_BIT = 32;

// Each is an exact double, as are the digits it scales, so that the result is rounded once.
const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** A unit of measure: its letters, packed, and how far the point moves to the right to get to the quantity's own unit. */
export type Unit = readonly [word: number, shift: number];

/** Names a unit, of up to four letters in lower case, as `scan` finds it. */
export function unit([name, shift]: [name: string, shift: number]): Unit {
  let word = 0;
  for (const letter of name) word = (word << LETTER_BITS) | letter.charCodeAt(0);
  return [word, shift];
}

/**
 * Reads the number and unit between two places of a text, in one pass where they are written plainly: digits, at most one
 * point before, among or after them, at most one space, letters. Without a unit a number is in the quantity's own.
 * The caller bounds the length.
 */
export function scan(text: string, from: number, to: number, units: readonly Unit[]): Reading<number> {
  let at = from;
  let code = 0;
  let digits = 0;
  let point = -1;
  for (; at < to; at++) {
    code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits = digits * 10 + (code - ZERO);
    else if (code === POINT && point < 0) point = at;
    else break;
  }
  if (at - from === (point < 0 ? 0 : 1)) return scanSign(text, from, to, units);

  const stop = at;
  let shift: number | undefined = 0;
  if (at < to) {
    if (code === SPACE) at++;
    let word = 0;
    for (; at < to; at++) {
      code = text.charCodeAt(at);
      if (code <= SPACE || code > LAST_ASCII || word > THREE_LETTERS)
        return scanSpaced(text, from, stop, to, units);
      word = (word << LETTER_BITS) | code | LOWER_CASE_BIT;
    }
    if (word !== 0) shift = shiftOf(word, units);
    if (shift === undefined) return undefined;
  }

  const exponent = point < 0 ? shift : shift - (stop - point - 1);
  // `digits` is exact up to 2^53 and stays beyond it once there, so one look at the end is enough.
  const power = digits > Number.MAX_SAFE_INTEGER ? undefined : POWERS_OF_TEN[Math.abs(exponent)];
  if (power === undefined) return Number(`${text.slice(from, stop)}e${shift}`);
  return exponent < 0 ? digits / power : digits * power;
}

/** Reads what begins with no digit: a sign, or white space, before a number; or a blank. */
function scanSign(text: string, from: number, to: number, units: readonly Unit[]): Reading<number> {
  const sign = text.charCodeAt(from);
  if ((sign === MINUS || sign === PLUS) && startsNumber(text.charCodeAt(from + 1))) {
    const size = scan(text, from + 1, to, units);
    // Subtracted, since a negated zero would be -0.
    return sign === MINUS && typeof size === 'number' ? 0 - size : size;
  }
  const trimmed = text.slice(from, to).trim();
  if (trimmed.length < to - from) return scan(trimmed, 0, trimmed.length, units);
  return isBlank(trimmed) ? null : undefined;
}

/** Reads a number with more white space after it than one space before the unit. */
function scanSpaced(
  text: string,
  from: number,
  stop: number,
  to: number,
  units: readonly Unit[],
): Reading<number> {
  const plain = text.slice(from, stop) + text.slice(stop, to).trim();
  return plain.length < to - from ? scan(plain, 0, plain.length, units) : undefined;
}

function startsNumber(code: number): boolean {
  return code === POINT || (code >= ZERO && code <= NINE);
}

function shiftOf(word: number, units: readonly Unit[]): number | undefined {
  for (const [name, shift] of units) if (name === word) return shift;
  return undefined;
}

function isBlank(text: string): boolean {
  return text === '' || text === '-' || text === '--' || text.toUpperCase() === 'N/A';
}
