import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseResolution, safeParseResolution } from '../../src/values/index.js';
import { readResolution } from '../../src/values/resolution.js';
import { describeForms } from './forms.js';

describeForms(
  parseResolution,
  [
    ['1280*720', { width: 1280, height: 720 }],
    ['640*360', { width: 640, height: 360 }],
    ['1280x720', { width: 1280, height: 720 }],
    [' 1280 X 720 ', { width: 1280, height: 720 }],
    ['0*0', null],
    ['0 x 0', null],
  ],
  [
    1280,
    '1280',
    '1280*',
    '*720',
    '*1*2',
    '1280*720*3',
    '1280*-720',
    '1280.5*720',
    '1280px*720px',
    '-*-',
    '+5*1',
    '0.0x1',
    '1280.*720',
    '1280*720.0',
    '1280**720',
    '12 80*720',
    '1280*720q',
    `1*${'9'.repeat(20)}`,
  ],
);

test('keeps a picture of one side as it came', () => {
  expect(parseResolution('0*720')).toStrictEqual({ width: 0, height: 720 });
});

test('reads a size of any number of pixels', () => {
  expect(parseResolution('100000*70000')).toStrictEqual({ width: 100_000, height: 70_000 });
});

test('is read alike by the scanner and by the regular expression', () => {
  const character = fc.constantFrom('0', '1', '9', '*', 'x', ' ', '.');
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 13 }), (text) => {
      // Leading blanks that change nothing make a text too long for the scanner.
      expect(safeParseResolution(text).ok).toBe(safeParseResolution(`${' '.repeat(12)}${text}`).ok);
      expect(readResolution(text)).toStrictEqual(readResolution(`${' '.repeat(12)}${text}`));
    }),
    { numRuns: 5_000, examples: [['1*2*3'], ['1280*720 '], ['4294967297*1'], ['1*4294967297'], ['1280*']] },
  );
  expect(readResolution('1280*720')).toStrictEqual({ width: 1280, height: 720 });
});
