/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** A unit of measure. */
export interface Unit {
  /** Its letters, packed. */
  readonly word: number;
  /** How far the decimal point moves to the right to get to the quantity's own unit. */
  readonly shift: number;
}

// Up to 10^22 a power of ten is an exact double, so one multiplication or division by it rounds once.
const POWERS_OF_TEN = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
];

const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const LAST_ASCII = 127;

// Four letters of seven bits each make a word; beyond three, the next letter must be the last.
const LETTER_BITS = 7;
const MAX_THREE_LETTERS = 2 ** (3 * LETTER_BITS) - 1;
// Past the control characters, this bit is set in all but capitals.
const LOWER_CASE_BIT = 32;

/** Names a unit as `scan` will find it: up to four letters. */
export function unit(name: string, shift: number): Unit {
  let word = 0;
  for (let at = 0; at < name.length; at++)
    word = (word << LETTER_BITS) | name.charCodeAt(at) | LOWER_CASE_BIT;
  return { word, shift };
}

/**
 * Reads the number and unit between two places of a text, in one pass.
 *
 * A number is decimal digits with at most one point before, among or after them; it has no exponent. White space may
 * stand around it and before its unit. Without a unit it is in the quantity's own. The caller bounds the length.
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
  if (at - from === (point < 0 ? 0 : 1)) return scanMark(text, from, to, units);

  const stop = at;
  let shift: number | undefined = 0;
  if (at < to) {
    let word = 0;
    if (isSpace(code)) at = skipSpace(text, at + 1, to);
    for (; at < to; at++) {
      code = text.charCodeAt(at);
      if (code <= SPACE || code > LAST_ASCII || word > MAX_THREE_LETTERS) {
        if (skipSpace(text, at, to) === to) break;
        return undefined;
      }
      word = (word << LETTER_BITS) | code | LOWER_CASE_BIT;
    }
    if (word !== 0) shift = shiftOf(word, units);
    if (shift === undefined) return undefined;
  }

  const exponent = point < 0 ? shift : shift - (stop - point - 1);
  // `digits` is exact up to 2^53 and stays beyond it once there, so one look at the end is enough.
  if (digits > Number.MAX_SAFE_INTEGER) return Number(`${text.slice(from, stop)}e${shift}`);
  if (exponent === 0) return digits;
  const power = POWERS_OF_TEN[Math.abs(exponent)];
  if (power === undefined) return Number(`${text.slice(from, stop)}e${shift}`);
  return exponent < 0 ? digits / power : digits * power;
}

/** Reads what begins with no digit: white space or a sign before a number, or a blank. */
function scanMark(text: string, from: number, to: number, units: readonly Unit[]): Reading<number> {
  const at = skipSpace(text, from, to);
  if (at === to) return null;
  if (at > from) return scan(text, at, to, units);

  const sign = text.charCodeAt(at);
  if ((sign === MINUS || sign === PLUS) && at + 1 < to && isNumeral(text.charCodeAt(at + 1))) {
    const size = scan(text, at + 1, to, units);
    // Subtracted, since a negated zero would be -0.
    return sign === MINUS && typeof size === 'number' ? 0 - size : size;
  }
  return isBlankMark(text.slice(at, to).trim()) ? null : undefined;
}

function shiftOf(word: number, units: readonly Unit[]): number | undefined {
  for (const unit of units) if (unit.word === word) return unit.shift;
  return undefined;
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** White space is what `String.prototype.trim` takes it to be. */
function isSpace(code: number): boolean {
  if (code > SPACE) return code > LAST_ASCII && String.fromCharCode(code).trim() === '';
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
}

function isNumeral(code: number): boolean {
  return code === POINT || (code >= ZERO && code <= NINE);
}

function isBlankMark(text: string): boolean {
  return text === '-' || text === '--' || text.toUpperCase() === 'N/A';
}
