import { parsePort } from '../../src/values/index.js';
import { describeForms } from './forms.js';

describeForms(
  parsePort,
  [
    ['8801', 8801],
    [8801, 8801],
    ['0', 0],
    ['65535', 65535],
  ],
  ['65536', 65536, '80.5', 80.5, '-1', -1, '8801 tcp', '8801 ms'],
);
