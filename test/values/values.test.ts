import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isZoomQssError, ValueError } from '../../src/errors.js';
import * as values from '../../src/values/index.js';

const { parseBitrate, parseMilliseconds, parseRssi } = values;
const parsers = Object.values(values);

/** Up to 15 significant digits with the point anywhere near them, as text and as the double nearest to it. */
const decimal = fc
  .record({ digits: fc.integer({ min: 0, max: 999_999_999_999_999 }), decimals: fc.nat(20) })
  .map(({ digits, decimals }) => {
    const padded = String(digits).padStart(decimals + 1, '0');
    const whole = padded.slice(0, padded.length - decimals);
    const fraction = padded.slice(padded.length - decimals);
    return { text: fraction === '' ? whole : `${whole}.${fraction}`, digits, decimals };
  });

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
          // The types allow less than what a caller without types hands over.
          const result = parse(value as string);
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

  test('is read without an error too', () => {
    expect(parseBitrate.read('63 kbps')).toBe(63);
    expect(parseBitrate.read('')).toBeNull();
    for (const parse of parsers) {
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
        expect(parse.read(value)).toBeUndefined();
      }
      for (const blank of ['', ' - ', 'N/A', null, undefined]) expect(parse.read(blank)).toBeNull();
    }
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
        expect(parseBitrate(`${text} bps`)).toBe(Number(`${digits}e${-decimals - 3}`));
        expect(parseBitrate(`${text} Mbps`)).toBe(Number(`${digits}e${-decimals + 3}`));
        expect(parseBitrate(`${text} Gbps`)).toBe(Number(`${digits}e${-decimals + 6}`));
        expect(parseMilliseconds(`${text} s`)).toBe(Number(`${digits}e${-decimals + 3}`));
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
