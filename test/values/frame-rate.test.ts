import { parseFrameRate } from '../../src/values/index.js';
import { describeForms } from './forms.js';

describeForms(
  parseFrameRate,
  [
    ['12 fps', 12],
    ['0 fps', 0],
    ['29.97FPS', 29.97],
    ['24', 24],
    [24, 24],
  ],
  ['12 bps', '12 ms', '-12 fps', '12 frames'],
);
