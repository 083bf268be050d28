/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** Reads a value of any kind; never throws. */
export type Reader<T> = (value: unknown) => Reading<T>;

const ZERO = 48;
const NINE = 57;
const POINT = 46;
const MINUS = 45;
const SPACE = 32;

/** Nine digits fit 32 bits. */
const MOST_DIGITS = 9;

// Linear: every part takes all it can, and what follows can take the rest. Zoom writes '' for absent in payloads, '-' and the
// like in exports.
const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?)\s*(.*)$/is;
const BLANK = /^(?:-?-?|n\/a)$/i;

/** What tells one quantity from another. */
interface Quantity {
  /** The letters of its own unit, in either case. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** For each unit in lower case, by how many powers of ten it is larger than the own one. */
  readonly exponents: ReadonlyMap<string, number>;
  readonly least: number;
}

/**
 * Makes the reader of a quantity.
 *
 * @param unit the quantity's own unit, which a number without a unit is in
 * @param shifts for each other unit, in lower case, by how many powers of ten it is larger than the quantity's own
 * @param least the smallest value the quantity can have
 */
export function reader(unit: string, shifts?: Readonly<Record<string, number>>, least = 0): Reader<number> {
  const quantity: Quantity = {
    lower: [...unit.toLowerCase()].map((letter) => letter.charCodeAt(0)),
    upper: [...unit.toUpperCase()].map((letter) => letter.charCodeAt(0)),
    exponents: new Map(Object.entries({ ...shifts, [unit.toLowerCase()]: 0, '': 0 })),
    least,
  };
  return (value) => readQuantity(value, quantity);
}

/**
 * Nearly every value is written as Zoom documents it: up to nine digits, at most one space, the quantity's own unit. That form
 * is read in one pass and in integers. A regular expression reads every other form.
 */
function readQuantity(value: unknown, quantity: Quantity): Reading<number> {
  if (typeof value !== 'string') {
    if (value === undefined || value === null) return null;
    return typeof value === 'number' ? within(value, quantity) : undefined;
  }
  const { length } = value;
  if (length === 0) return null;
  const first = value.charCodeAt(0) === MINUS ? 1 : 0;
  let at = first;
  let digits = 0;
  // A power of ten to divide the digits by, once there is a point.
  let scale = 0;
  for (; at < length; at += 1) {
    const code = value.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits = (digits * 10 + code - ZERO) | 0;
      scale = (scale * 10) | 0;
    } else if (code === POINT && at > first && scale === 0) scale = 1;
    else break;
  }
  if (at === first || at - first > MOST_DIGITS || !(at === length || endsInUnit(value, at, quantity)))
    return readOther(value, quantity);
  if (first === 1) return within(scale === 0 ? -digits : -digits / scale, quantity);
  // Integers return by themselves, so that the compiler keeps them integers. Pays for the row of summaries.
  if (scale === 0) return digits;
  // Dividing by a power of ten rounds once.
  return digits / scale;
}

/** Whether the rest of a text is the quantity's own unit, after a space or none. */
function endsInUnit(text: string, at: number, { lower, upper }: Quantity): boolean {
  const start = text.charCodeAt(at) === SPACE ? at + 1 : at;
  if (text.length - start !== lower.length) return false;
  for (let index = 0; index < lower.length; index += 1) {
    const code = text.charCodeAt(start + index);
    if (code !== lower[index] && code !== upper[index]) return false;
  }
  return true;
}

function readOther(given: string, quantity: Quantity): Reading<number> {
  const text = given.trim();
  const [, number = '', suffix = ''] = NUMBER_AND_UNIT.exec(text) ?? [];
  if (number === '') return BLANK.test(text) ? null : undefined;
  const exponent = quantity.exponents.get(suffix.toLowerCase());
  if (exponent === undefined) return undefined;
  // Moving the point in the text rounds once, multiplying would round twice.
  const [digits, own = '0'] = number.toLowerCase().split('e');
  return within(Number(`${digits}e${Number(own) + exponent}`), quantity);
}

/** A number beyond 2^53 is no measurement: a few of them would make every sum of a database overflow. */
function within(number: number, { least }: Quantity): number | undefined {
  // Adding 0 turns -0 into 0.
  return number >= least && number <= Number.MAX_SAFE_INTEGER ? number + 0 : undefined;
}
