import { parseMilliseconds } from '../../src/values/index.js';
import { describeForms } from './forms.js';

describeForms(
  parseMilliseconds,
  [
    ['134 ms', 134],
    ['0ms', 0],
    ['7.53ms', 7.53],
    ['615 ms', 615],
    ['8', 8],
    [8.25, 8.25],
    ['-0 ms', 0],
    [-0, 0],
    ['0 MS', 0],
    ['1.5 s', 1500],
    ['1.005 S', 1005],
    ['250 us', 0.25],
    ['134 ms\u00a0', 134],
    ['134\u202fms', 134],
  ],
  ['134 kbps', '134 m', '-1 ms', -1, '134 mss', '134 \u0005'],
);
