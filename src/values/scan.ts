/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** A unit of measure. */
export interface Unit {
  /** Its letters, as `packWord` packs them. */
  readonly word: number;
  /** How far the decimal point moves to the right to get to the quantity's own unit. */
  readonly shift: number;
}

const MAX_UNIT_LENGTH = 4;

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
const LOWER_CASE_BIT = 32;

/**
 * Reads the number and unit between two places of a text, looking at each character once.
 *
 * A number is decimal digits with at most one point before, among or after them; it has no exponent. White space may
 * stand around it and before its unit. Without a unit it is in the quantity's own. The caller bounds the length.
 */
export function scan(text: string, from: number, to: number, units: readonly Unit[]): Reading<number> {
  let at = from;
  if (at === to) return null;
  let code = text.charCodeAt(at);
  let sign = 0;
  if (code < ZERO || code > NINE) {
    at = skipSpace(text, at, to);
    if (at === to) return null;
    code = text.charCodeAt(at);
    if (code === MINUS || code === PLUS) {
      sign = code;
      at++;
    }
  }

  const start = at;
  let point = -1;
  let digits = 0;
  while (at < to) {
    code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits = digits * 10 + (code - ZERO);
    else if (code === POINT && point < 0) point = at;
    else break;
    at++;
  }
  if (at - start === (point < 0 ? 0 : 1)) return isBlankMark(text.slice(from, to).trim()) ? null : undefined;

  let shift: number | undefined = 0;
  const stop = at;
  if (at < to) {
    if (isSpace(code)) at = skipSpace(text, at, to);
    shift = shiftOf(text, at, to, units);
    if (shift === undefined) return undefined;
  }

  const exponent = point < 0 ? shift : shift - (stop - point - 1);
  let value = digits;
  if (exponent !== 0 || digits > Number.MAX_SAFE_INTEGER) {
    const power = POWERS_OF_TEN[exponent < 0 ? -exponent : exponent];
    // `digits` is exact up to 2^53 and stays beyond it once there, so one comparison at the end is enough.
    value =
      digits > Number.MAX_SAFE_INTEGER || power === undefined
        ? Number(`${text.slice(start, stop)}e${shift}`)
        : exponent < 0
          ? digits / power
          : digits * power;
  }
  // Subtracted, since a negated zero would be -0.
  return sign === MINUS ? 0 - value : value;
}

/** Packs a unit's letters, without regard to case, into one integer of seven bits each; 0 for what can be no unit. */
export function packWord(text: string, from: number, to: number): number {
  let word = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code > LAST_ASCII || at - from === MAX_UNIT_LENGTH) {
      return skipSpace(text, at, to) === to ? word : 0;
    }
    // Beyond the control characters, this bit is set in all but capitals.
    word = (word << 7) | code | LOWER_CASE_BIT;
  }
  return word;
}

function shiftOf(text: string, start: number, end: number, units: readonly Unit[]): number | undefined {
  const word = packWord(text, start, end);
  if (word === 0 && skipSpace(text, start, end) === end) return 0;
  for (let index = 0; index < units.length; index++) {
    const unit = units[index] as Unit;
    if (unit.word === word) return unit.shift;
  }
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

function isBlankMark(text: string): boolean {
  return text === '-' || text === '--' || text.toUpperCase() === 'N/A';
}
