import { expect, test } from 'vitest';
import { parseResolution } from '../../src/values/index.js';
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
    `1*${'9'.repeat(20)}`,
  ],
);

test('keeps a picture of one side as it came', () => {
  expect(parseResolution('0*720')).toStrictEqual({ width: 0, height: 720 });
});
