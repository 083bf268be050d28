import { parseRssi } from '../../src/values/index.js';
import { describeForms } from './forms.js';

describeForms(
  parseRssi,
  [
    ['-56', -56],
    [-56, -56],
    ['-56 dBm', -56],
    ['-56.5DBM', -56.5],
    [' -56 ', -56],
    ['+3 dBm', 3],
    ['3', 3],
    ['0', 0],
    ['-0', 0],
    [-0, 0],
    ['-.5', -0.5],
  ],
  ['-56 %', '-56 dB', '--56', '-+56', '-56-'],
);
