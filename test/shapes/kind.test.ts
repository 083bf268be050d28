import { expect, it } from 'vitest';
import { kindOf } from '../../src/shapes/kind.js';

it.each([
  [undefined, 'missing'],
  [null, 'null'],
  [[], 'array'],
  ['', 'string'],
  [0, 'number'],
  [false, 'boolean'],
  [{}, 'object'],
  [5n, 'other'],
  [() => {}, 'other'],
])('the kind of %o is %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind);
});
