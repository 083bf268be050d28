import { parseScore } from '../../src/values/index.js';
import { describeForms } from './forms.js';

describeForms(
  parseScore,
  [
    ['3.65', 3.65],
    ['4.5', 4.5],
    ['0', 0],
    [4.5, 4.5],
  ],
  ['4.5/5', '4.5 %', '-1', 'fair'],
);
