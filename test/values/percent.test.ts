import { parsePercent } from '../../src/values/index.js';
import { describeForms } from './forms.js';

describeForms(
  parsePercent,
  [
    ['0.03%', 0.03],
    ['0.0%', 0],
    ['0.0', 0],
    ['4 %', 4],
    ['0%', 0],
    ['72%', 72],
    ['100.0 %', 100],
    [0.03, 0.03],
  ],
  ['4 ms', '%', '% 4', '-1%', '4 percent', '4 \u0005'],
);
