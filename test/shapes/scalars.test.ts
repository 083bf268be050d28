import { describe, expect, it } from 'vitest';
import { numberOf, textOf, timeOf, truthOf } from '../../src/shapes/scalars.js';

const unknown = () => undefined;

describe('textOf', () => {
  it('gives a number as it was written, and otherwise as the engine prints it', () => {
    expect(textOf(1, () => '1.0')).toBe('1.0');
    expect(textOf(1.5, unknown)).toBe('1.5');
    expect(textOf(Infinity, () => '1e999')).toBe('1e999');
  });

  it('gives the text of a boolean, whatever was written', () => {
    expect(textOf(true, () => 'x')).toBe('true');
    expect(textOf(false, unknown)).toBe('false');
  });

  it.each([Number.NaN, Infinity, null, undefined, 'text', {}, [], 5n])(
    'returns undefined for %o',
    (value) => {
      expect(textOf(value, unknown)).toBeUndefined();
    },
  );

  it('does not ask for digits unless the value is a number', () => {
    expect(textOf({}, () => 'x')).toBeUndefined();
  });
});

describe('numberOf', () => {
  it.each([
    ['5', 5],
    [' 5\n', 5],
    ['007', 7],
    ['0', 0],
    ['-5', -5],
    ['1.5', 1.5],
    ['-0.25', -0.25],
    ['1626230691572.0', 1_626_230_691_572],
    ['5.000', 5],
    ['5.05', 5.05],
    ['-5.0', -5],
    ['999999999999999', 999_999_999_999_999],
    ['9007199254740991', 9_007_199_254_740_991],
    ['1e+21', 1e21],
  ])('reads %j', (text, number) => {
    expect(numberOf(text)).toBe(number);
  });

  it.each([
    '',
    ' ',
    'x',
    '5x',
    'x5',
    '5 5',
    '1e3',
    '1.50',
    '1.5.0',
    '.5',
    '5.',
    '05.5',
    'Infinity',
    'NaN',
    '-0',
    '9007199254740993',
    '0000000000000001',
    '+5',
    '0x10',
  ])('gives none for %j, where something would be lost', (text) => {
    expect(numberOf(text)).toBeUndefined();
  });

  it('reads 64 characters and searches no longer text', () => {
    expect(numberOf(`5${' '.repeat(63)}`)).toBe(5);
    expect(numberOf(`5${' '.repeat(64)}`)).toBeUndefined();
  });

  it.each([5, null, undefined, true, {}, ['5']])('gives none for %j, which is no text', (value) => {
    expect(numberOf(value)).toBeUndefined();
  });
});

describe('timeOf', () => {
  it('reads a time with white space around it', () => {
    expect(timeOf(' 2021-07-13T21:44:51Z\n')).toBe(1_626_212_691_000);
  });

  it.each([5, null, 'text', undefined])('gives none for %j', (value) => {
    expect(timeOf(value)).toBeUndefined();
  });
});

describe('truthOf', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['', undefined],
    ['TRUE', undefined],
    [1, undefined],
    [true, undefined],
  ])('of %j is %j', (value, truth) => {
    expect(truthOf(value)).toBe(truth);
  });
});
