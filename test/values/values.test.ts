import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isZoomQssError, ValueError } from '../../src/errors.js';
import * as values from '../../src/values/index.js';

const { parseBitrate, parseRssi, safeParseBitrate, safeParseMilliseconds } = values;
const named = Object.entries(values);
// Every export is a function by its name: `parseBitrate` and its like throw, `safeParseBitrate` and its like do not.
type Parser = (value: unknown) => ReturnType<(typeof values)[`parse${string}` & keyof typeof values]>;
const parsers = named.filter(([name]) => name.startsWith('parse')).map(([, parse]) => parse as Parser);
type SafeParser = (value: unknown) => ReturnType<(typeof values)[`safeParse${string}` & keyof typeof values]>;
const safeParsers = named.filter(([name]) => name.startsWith('safe')).map(([, parse]) => parse as SafeParser);

/** Up to 15 significant digits with the point anywhere near them, as text and as the double nearest to it. */
const decimal = fc
  .record({ digits: fc.integer({ min: 0, max: 999_999_999_999_999 }), decimals: fc.nat(20) })
  .map(({ digits, decimals }) => {
    const padded = String(digits).padStart(decimals + 1, '0');
    const whole = padded.slice(0, padded.length - decimals);
    const fraction = padded.slice(padded.length - decimals);
    return { text: fraction === '' ? whole : `${whole}.${fraction}`, digits, decimals };
  });

/** What a number is read as: beyond 2^53 it is no measurement. */
const bounded = (number: number) => (number <= Number.MAX_SAFE_INTEGER ? number : undefined);
const numberIn = (result: ReturnType<typeof safeParseBitrate>) => (result.ok ? result.value : undefined);

const spacing = fc.constantFrom('', ' ', '  ', '\t', '\u00a0');

describe('every quantity', () => {
  test('throws nothing but ValueError, whatever comes', () => {
    const anything = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.stringMatching(/^[-+ .*xX0-9a-zA-Z%/]{0,12}$/),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(...parsers), (value, parse) => {
        try {
          const result = parse(value);
          return (
            result === null ||
            typeof result === 'object' ||
            (Number.isFinite(result) && !Object.is(result, -0))
          );
        } catch (error) {
          return error instanceof ValueError && isZoomQssError(error);
        }
      }),
      { numRuns: 2000 },
    );
  });

  // Were the time quadratic in any of these, it would not end within hours.
  test.each([
    ['digits', '1'],
    ['points', '.'],
    ['signs', '-'],
    ['blanks', ' '],
    ['letters', 'k'],
    ['stars', '*'],
    ['digits and blanks', '1 '],
    ['digits and points', '1.'],
    ['digits and signs', '1*'],
    ['lines', 'k\n'],
  ])('refuses a million %s in linear time', (_, text) => {
    const long = text.repeat(1_000_000);
    for (const parse of parsers) {
      for (const body of [`1${long}!`, `${long}!`, `1*${long}!`, ` ${long} !`, `1 ${long}\n!`]) {
        expect(() => parse(body)).toThrow(ValueError);
      }
    }
  });

  test('looks at each character a few times at most', () => {
    const text = fc.stringMatching(/^[- .*x0-9kms%]{0,64}$/);
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ maxLength: 64 })),
        fc.constantFrom(...parsers),
        (value, parse) => {
          const look = vi.spyOn(String.prototype, 'charCodeAt');
          try {
            parse(value);
          } catch {
            // Unreadable is fine: only the work counts here.
          }
          const looks = look.mock.calls.length;
          look.mockRestore();
          return looks <= 4 * value.length;
        },
      ),
    );
  });

  test('says what was expected, never the text that came', () => {
    const refusal = (value: unknown) => {
      try {
        parseBitrate(value as string);
      } catch (error) {
        if (error instanceof ValueError) return [error.code, error.expected, error.message];
      }
      return undefined;
    };
    for (const value of ['secret', -1, [], true]) {
      expect(refusal(value)).toEqual(['value_unreadable', 'a number in kbps', 'Expected a number in kbps.']);
    }
  });

  test('names as expected what it reads', () => {
    const expected = parsers.map((parse) => {
      try {
        return parse('secret');
      } catch (error) {
        return error instanceof ValueError ? error.expected : error;
      }
    });
    expect(expected.sort()).toEqual([
      'a number',
      'a number in %',
      'a number in dBm',
      'a number in fps',
      'a number in kbps',
      'a number in ms',
      'a port',
      'a resolution',
    ]);
  });

  test('has a parser that gives the error as a value', () => {
    expect(safeParsers).toHaveLength(parsers.length);
    expect(safeParseBitrate('63 kbps')).toEqual({ ok: true, value: 63 });
    expect(safeParseBitrate('')).toEqual({ ok: true, value: null });
    for (const safeParse of safeParsers) {
      for (const value of [
        'secret',
        Number.NEGATIVE_INFINITY,
        Number.NaN,
        [],
        ['1*2'],
        {},
        true,
        1n,
        Symbol('x'),
      ]) {
        expect(safeParse(value)).toEqual({ ok: false, error: expect.any(ValueError) });
      }
      for (const blank of ['', ' - ', 'N/A', null, undefined])
        expect(safeParse(blank)).toEqual({ ok: true, value: null });
    }
  });

  test('is read alike by both parsers', () => {
    for (const [index, parse] of parsers.entries()) {
      expect(named.map(([name]) => name)).toContain(`safeParse${parse.name.slice('parse'.length)}`);
      const safeParse = safeParsers[index] as SafeParser;
      fc.assert(
        fc.property(fc.stringMatching(/^[-+ .*xe0-9kmbpsfdBM%]{0,12}$/), (text) => {
          const result = safeParse(text);
          if (result.ok) expect(parse(text)).toEqual(result.value);
          else expect(() => parse(text)).toThrow(result.error.message);
        }),
      );
    }
  });

  test('reads exponents, and rounds once', () => {
    expect(parseBitrate('1e3')).toBe(1000);
    expect(parseBitrate('1.25E1 kbps')).toBe(12.5);
    expect(parseBitrate('5e-1Mbps')).toBe(500);
    expect(parseRssi('-5.6e1')).toBe(-56);
    for (const text of ['1e', '1e+', 'e3', '1e3e3', '1e99999', '1e400'])
      expect(() => parseBitrate(text)).toThrow(ValueError);
    fc.assert(
      fc.property(decimal, fc.integer({ min: -9, max: 9 }), ({ text, digits, decimals }, exponent) => {
        const number = bounded(Number(`${digits}e${exponent - decimals + 3}`));
        expect(numberIn(safeParseBitrate(`${text}e${exponent} Mbps`))).toBe(number);
      }),
    );
  });
});

describe('up to 15 significant digits', () => {
  test('are read back exactly, whatever the spacing and case', () => {
    const unit = fc.constantFrom('', 'kbps', 'Kbps', 'KBPS');
    fc.assert(
      fc.property(decimal, spacing, unit, spacing, ({ text }, before, unit, after) => {
        expect(parseBitrate(`${before}${text}${before}${unit}${after}`)).toBe(Number(text));
      }),
    );
  });

  test('are scaled by moving the point, without a rounding of their own', () => {
    fc.assert(
      fc.property(decimal, ({ text, digits, decimals }) => {
        expect(numberIn(safeParseBitrate(`${text} bps`))).toBe(bounded(Number(`${digits}e${-decimals - 3}`)));
        expect(numberIn(safeParseBitrate(`${text} Mbps`))).toBe(
          bounded(Number(`${digits}e${-decimals + 3}`)),
        );
        expect(numberIn(safeParseBitrate(`${text} Gbps`))).toBe(
          bounded(Number(`${digits}e${-decimals + 6}`)),
        );
        expect(numberIn(safeParseMilliseconds(`${text} s`))).toBe(
          bounded(Number(`${digits}e${-decimals + 3}`)),
        );
      }),
    );
  });

  test('keep their sign', () => {
    fc.assert(
      fc.property(decimal, ({ text }) => {
        expect(parseRssi(`-${text}`)).toBe(0 - Number(text));
      }),
    );
  });
});

test('a text of more digits is read as the nearest double', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{1,30}(\.[0-9]{1,30})?$/), (text) => {
      expect(parseBitrate(text)).toBe(Number(text));
      expect(parseBitrate(`${text.slice(0, 59)} bps`)).toBe(Number(`${text.slice(0, 59)}e-3`));
    }),
  );
});
