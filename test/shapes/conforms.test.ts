import { describe, expect, it } from 'vitest';
import { conforms, isObject, isPlain, isScalar, mayBeRounded } from '../../src/shapes/conforms.js';
import { shapeOf } from './notation.js';

const TYPES = { Item: 'type details?:{loss?}', Details: 'loss? news?:string|number' };
const PERSON = shapeOf(
  'id name? age?:number tags?:string[] counts?:number[] items?:Item[] home?:{city}',
  TYPES,
);

describe('conforms', () => {
  it.each([
    { id: '' },
    { id: 'a', name: 'b', age: 1.5, tags: [], counts: [1], items: [{ type: 'x' }], home: { city: '' } },
    { name: 'b', id: 'a' },
    { home: { city: '' }, tags: ['a', 'b'], age: -1, id: 'a', name: 'b' },
    { unknown: null, id: 'a', other: { deep: [] } },
    {
      id: 'a',
      items: [
        { type: 'x', details: { loss: '1', unknown: 5 } },
        { details: {}, type: 'y' },
      ],
    },
  ])('accepts %j', (value) => {
    expect(conforms(value, PERSON)).toBe(true);
    // The guess of the next field has changed meanwhile.
    expect(conforms(value, PERSON)).toBe(true);
  });

  it.each([
    null,
    [],
    'text',
    undefined,
    {},
    { name: 'b' },
    { id: undefined },
    { id: null },
    { id: 5 },
    { id: 'a', name: null },
    { id: 'a', name: 1 },
    { id: 'a', age: '1' },
    { id: 'a', age: Number.NaN },
    { id: 'a', age: Infinity },
    { id: 'a', tags: 'b' },
    { id: 'a', tags: { 0: 'a' } },
    { id: 'a', tags: ['b', 5] },
    { id: 'a', tags: [null] },
    { id: 'a', counts: [1, '1'] },
    { id: 'a', items: [{}] },
    { id: 'a', items: [{ type: 'x' }, null] },
    { id: 'a', items: [{ type: 'x', details: { loss: 5 } }] },
    { id: 'a', items: {} },
    { id: 'a', home: {} },
    { id: 'a', home: [] },
    { id: 'a', home: null },
  ])('refuses %j', (value) => {
    expect(conforms(value, PERSON)).toBe(false);
    expect(conforms(value, PERSON)).toBe(false);
  });

  it('takes an object of optional texts by a shorter way, and one with a number by the other', () => {
    const details = shapeOf(TYPES.Details);
    expect(conforms({ loss: '1', unknown: 'x' }, details)).toBe(true);
    expect(conforms({ loss: '1', unknown: 5 }, details)).toBe(true);
    expect(conforms({ news: 5 }, details)).toBe(true);
    expect(conforms({ loss: 5 }, details)).toBe(false);
    expect(conforms({ loss: '1', news: true }, details)).toBe(false);
    expect(conforms({ loss: 5 }, shapeOf('loss? age?:number'))).toBe(false);
    expect(conforms({ age: 'text' }, shapeOf('loss? age?:number'))).toBe(false);
  });

  it('reads fields in any order, however often the order changes', () => {
    const shape = shapeOf('a b? c:number d?:{e}');
    for (const keys of ['abcd', 'dcba', 'cabd', 'ca', 'acb', 'bcad'])
      for (let time = 0; time < 2; time += 1) {
        const values = { a: '', b: '', c: 1, d: { e: '' } };
        const value = Object.fromEntries([...keys].map((key) => [key, values[key as keyof typeof values]]));
        expect(conforms(value, shape), keys).toBe(true);
        expect(conforms({ ...value, c: '1' }, shape), keys).toBe(false);
      }
  });

  it('refuses a number that may be rounded only where it is asked to, at any depth', () => {
    const shape = shapeOf('id:string|number list?:Inner[] inner?:{id:string|number} n?:number', {
      Inner: 'id:string|number',
    });
    const large = 2 ** 53;
    for (const value of [
      { id: large },
      { id: -large },
      { id: 1, list: [{ id: large }] },
      { id: 1, inner: { id: large } },
    ]) {
      expect(conforms(value, shape)).toBe(true);
      expect(conforms(value, shape, true)).toBe(false);
    }
    expect(conforms({ id: Number.MAX_SAFE_INTEGER, n: large }, shape, true)).toBe(true);
    expect(conforms({ id: String(large), list: [{ id: 1 }], inner: { id: 1 } }, shape, true)).toBe(true);
  });
});

describe('isScalar', () => {
  it.each([
    ['text', 'string', true],
    ['text', 'string|number', true],
    [5, 'string|number', true],
    [5, 'number', true],
    [true, 'boolean', true],
    [5, 'string', false],
    ['5', 'number', false],
    [true, 'string|number', false],
    [Number.NaN, 'number', false],
    [-Infinity, 'string|number', false],
    [null, 'string', false],
    [{}, 'string', false],
  ] as const)('of %j as %s is %j', (value, kind, is) => {
    expect(isScalar(value, kind)).toBe(is);
  });
});

describe('mayBeRounded', () => {
  it.each([
    [2 ** 53, 'string|number', true],
    [-(2 ** 53), 'string|number', true],
    [2 ** 53 - 1, 'string|number', false],
    [2 ** 53, 'number', false],
    [String(2 ** 53), 'string|number', false],
  ] as const)('of %j as %s is %j', (value, kind, is) => {
    expect(mayBeRounded(value, kind)).toBe(is);
  });
});

describe('isObject', () => {
  it.each([
    [{}, true],
    [Object.create(null), true],
    [[], false],
    [null, false],
    ['text', false],
    [() => {}, false],
  ])('of %o is %j', (value, is) => {
    expect(isObject(value)).toBe(is);
  });
});

describe('isPlain', () => {
  it('is true for what JSON.parse makes, for an object without a prototype, and for one of another realm', async () => {
    const { runInNewContext } = await import('node:vm');
    expect(isPlain({})).toBe(true);
    expect(isPlain(Object.create(null))).toBe(true);
    expect(isPlain(runInNewContext('({})'))).toBe(true);
  });

  it('is false for an instance of a class', () => {
    class Other {}
    class Further extends Other {}
    expect(isPlain(new Other())).toBe(false);
    expect(isPlain(new Further())).toBe(false);
    expect(isPlain(new Date())).toBe(false);
  });
});
