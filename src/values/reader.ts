/** A value, `null` for a blank, `undefined` for what cannot be read. */
export type Reading<T> = T | null | undefined;

/** Reads a value of any kind; never throws. */
export type Reader<T> = (value: unknown) => Reading<T>;

// Characters are told by how far they are from the digit 0.
const ZERO = 48;
const POINT = -2;
const SPACE = -16;

// Nine digits fit 32 bits.
const TOO_LONG = 10;

// Linear: every part of it takes all it can, and what follows can take the rest. Zoom writes '' for absent in payloads, and '-' and
// the like in exports.
const NUMBER_AND_UNIT_OR_BLANK = /^(?:([+-]?[\d.]+)\s*(.*)|-?-?|n\/a)$/is;

/**
 * Defines how a quantity is read.
 *
 * Nearly every value is written as Zoom documents it: up to nine digits, at most one space, the quantity's own unit. That
 * much is read in one pass and in integers; a regular expression reads anything else.
 *
 * @param own the quantity's own unit, in the spelling that comes most often; a number without a unit is in it
 * @param shifts for each other unit or spelling, in lower case, how far the point of a number in it moves to the right, to be in
 *   the quantity's own
 * @param least the least number there is of the quantity
 */
export function reader(own: string, shifts?: Readonly<Record<string, number>>, least = 0): Reader<number> {
  const letters = [...own].map((letter) => letter.charCodeAt(0));
  // -0 becomes 0.
  const within = (number: number) => (number >= least && number < Infinity ? number + 0 : undefined);

  // A function of its own keeps the other small enough for the compiler to make it part of its callers.
  const readOther = (text: string) => {
    const match = NUMBER_AND_UNIT_OR_BLANK.exec(text.trim());
    if (!match) return undefined;
    const [, number, unit] = match;
    // An exponent moves the point before anything is rounded. With a unit that the quantity has not, it is none.
    return number
      ? within(Number(unit ? `${number}e${{ [own]: 0, ...shifts }[unit.toLowerCase()]}` : number))
      : null;
  };

  return (value) => {
    if (typeof value === 'string') {
      const length = value.length;
      if (length === 0) return null;
      let at = 0;
      let digit = 0;
      let digits = 0;
      // What to divide the digits by: a power of ten, once there is a point.
      let scale = 0;
      for (; at < length; at++) {
        digit = value.charCodeAt(at) - ZERO;
        if (digit >= 0 && digit < 10) {
          digits = (digits * 10 + digit) | 0;
          scale = (scale * 10) | 0;
        } else if (digit === POINT && at > 0 && scale === 0) scale = 1;
        else break;
      }
      if (at > 0 && at < TOO_LONG) {
        const start = at + Number(digit === SPACE);
        if (
          (length - start === letters.length &&
            letters.every((letter, index) => value.charCodeAt(start + index) === letter)) ||
          at === length
        ) {
          // Integers return by themselves, so that the compiler keeps them such.
          if (scale === 0) return digits;
          // Divided by an exact power of ten, which rounds once.
          return digits / scale;
        }
      }
      return readOther(value);
    }
    if (value === undefined || value === null) return null;
    return typeof value === 'number' ? within(value) : undefined;
  };
}
