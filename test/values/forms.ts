import { expect, test } from 'vitest';
import { ValueError } from '../../src/errors.js';

type Parse<T> = (value: string | number | null | undefined) => T | null;

/** Blank in every quantity. */
export const BLANKS = [
  '',
  ' ',
  ' \t\r\n',
  '\u00a0\u2003',
  '-',
  '--',
  ' - ',
  'N/A',
  'n/a',
  ' N/A\n',
  ' '.repeat(1_000),
  null,
  undefined,
];

/** Unreadable in every quantity. */
export const NONSENSE = [
  'good',
  '63 apples',
  '1e',
  '1e3e3',
  '0x1F',
  'NaN',
  'Infinity',
  '.',
  '-.',
  '---',
  'N/',
  '1.2.3',
  '1,055',
  '1 2',
  '+-5',
  '- 5',
  '５',
  '5 ０',
  '5\u0000',
  '5\u0000ms',
  '5\u0000\u0000\u0000%',
  '5\u0000kbps',
  '5 %%',
  '\u0000',
  '1'.repeat(400),
  '9007199254740992',
  '1e200',
  '-1e200',
  2 ** 53,
  -(2 ** 53),
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** States what each text is read as, that blanks are absent, and that nonsense and the texts given are refused. */
export function describeForms<T>(
  parse: Parse<T>,
  forms: [string | number, T | null][],
  refused: unknown[],
): void {
  test.each(forms)('reads %o as %o', (value, expected) => {
    expect(parse(value)).toStrictEqual(expected);
  });

  test.each(BLANKS)('keeps the blank %o absent', (value) => {
    expect(parse(value)).toBeNull();
  });

  test.each([...NONSENSE, ...refused])('refuses %o', (value) => {
    // A caller without types may hand over anything.
    expect(() => parse(value as string)).toThrow(ValueError);
  });
}
