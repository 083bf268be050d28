import { describe, expect, it } from 'vitest';
import { readAs } from '../../src/shapes/read.js';
import { repair } from '../../src/shapes/repair.js';
import { shapeOf } from './notation.js';

const TYPES = { Item: 'type n?:number details?:{loss?}', Needed: 'key! more?', Deep: 'items!:Needed[] id?' };

/** What became of a value: the value, its repairs and faults, short. */
function repaired(notation: string, value: Record<string, unknown>, exact?: Parameters<typeof repair>[2]) {
  const before = structuredClone(value);
  const result = repair(value, shapeOf(notation, TYPES), exact);
  expect(value, 'the object that was given is not changed').toEqual(before);
  return {
    value: result.value,
    repairs: result.repairs.map(
      ({ action, path, expected, received }) => `${action} ${path.join('.')}: ${expected}, ${received}`,
    ),
    faults: result.faults.map(
      ({ path, expected, received }) => `${path.join('.')}: ${expected}, ${received}`,
    ),
  };
}

const cases = (rows: [string, Record<string, unknown>, Record<string, unknown>, string[]][]) => rows;

describe('a field', () => {
  it.each(
    cases([
      ['a', { a: 5 }, { a: '5' }, ['converted a: string, number']],
      ['a', { a: true }, { a: 'true' }, ['converted a: string, boolean']],
      ['a', {}, { a: '' }, ['filled a: string, missing']],
      ['a', { a: null }, { a: '' }, ['filled a: string, null']],
      ['a', { a: {} }, { a: '' }, ['filled a: string, object']],
      ['a', { a: [] }, { a: '' }, ['filled a: string, array']],
      ['a?', { a: null }, { a: '' }, ['converted a: string, null']],
      ['a?', { a: {} }, {}, ['dropped a: string, object']],
      ['a?:number', { a: '5' }, { a: 5 }, ['converted a: number, string']],
      ['a?:number', { a: 'x' }, {}, ['dropped a: number, string']],
      ['a?:number', { a: null }, {}, ['dropped a: number, null']],
      ['a?:number', { a: true }, {}, ['dropped a: number, boolean']],
      ['a?:number', { a: '2021-07-13T21:44:51Z' }, {}, ['dropped a: number, string']],
      [
        'a_ts?:number',
        { a_ts: '2021-07-13T21:44:51Z' },
        { a_ts: 1_626_212_691_000 },
        ['converted a_ts: number, string'],
      ],
      ['a?:boolean', { a: 'true' }, { a: true }, ['converted a: boolean, string']],
      ['a?:boolean', { a: 'yes' }, {}, ['dropped a: boolean, string']],
      ['a?:string|number', { a: true }, { a: 'true' }, ['converted a: string|number, boolean']],
      ['a?:string|number', { a: null }, { a: '' }, ['converted a: string|number, null']],
      ['a?:{b}', { a: { b: 5 } }, { a: { b: '5' } }, ['converted a.b: string, number']],
      ['a?:{b}', { a: {} }, { a: { b: '' } }, ['filled a.b: string, missing']],
      ['a?:{b}', { a: 'text' }, {}, ['dropped a: object, string']],
      ['a?:{b}', { a: null }, {}, ['dropped a: object, null']],
      ['a:{b c? d:{e}}', {}, { a: { b: '', d: { e: '' } } }, ['filled a: object, missing']],
      ['a:string[]', {}, { a: [] }, ['filled a: string[], missing']],
      ['a?:string[]', { a: null }, {}, ['dropped a: string[], null']],
      ['a?:string[]', { a: 'b' }, { a: ['b'] }, ['converted a: string[], string']],
      ['a?:string[]', { a: 5 }, { a: ['5'] }, ['converted a: string[], number']],
      ['a?:string[]', { a: {} }, {}, ['dropped a: string[], object']],
      ['a?:string[]', { a: { b: 'c' } }, {}, ['dropped a: string[], object']],
      ['a? b', { a: {}, b: 'x' }, { b: 'x' }, ['dropped a: string, object']],
      ['a?:number[]', { a: 'x' }, {}, ['dropped a: number[], string']],
      ['a?:string[]', { a: [5, 'b'] }, { a: ['5', 'b'] }, []],
      [
        'a?:string[]',
        { a: ['b', null, {}] },
        { a: ['b'] },
        ['dropped a.1: string, null', 'dropped a.2: string, object'],
      ],
      [
        'a?:Item[]',
        { a: { type: 'x', other: 'y' } },
        { a: [{ type: 'x', other: 'y' }] },
        ['converted a: Item[], object'],
      ],
      ['a?:Item[]', { a: { type: 'x' } }, { a: [{ type: 'x' }] }, ['converted a: Item[], object']],
      ['a?:Item[]', { a: { other: 'x' } }, {}, ['dropped a: Item[], object']],
      ['a?:Item[]', { a: 'x' }, {}, ['dropped a: Item[], string']],
      [
        'a?:Item[]',
        { a: { n: '5' } },
        { a: [{ type: '', n: 5 }] },
        ['filled a.type: string, missing', 'converted a.n: number, string', 'converted a: Item[], object'],
      ],
      [
        'a?:Item[]',
        { a: [{ type: 'x' }, 5, null] },
        { a: [{ type: 'x' }] },
        ['dropped a.1: Item, number', 'dropped a.2: Item, null'],
      ],
      ['a?:{b}', { a: [{ b: 'x' }] }, { a: { b: 'x' } }, ['converted a: object, array']],
      [
        'a?:{b}',
        { a: [null, { b: 5 }, { b: 'y' }, 7] },
        { a: { b: '5' } },
        [
          'converted a: object, array',
          'dropped a.0: object, null',
          'converted a.1.b: string, number',
          'dropped a.2: object, object',
          'dropped a.3: object, number',
        ],
      ],
      ['a?:{b}', { a: [null, 5] }, {}, ['dropped a: object, array']],
      ['a?:{b}', { a: [] }, {}, ['dropped a: object, array']],
      ['a?:{b}', { a: [[]] }, {}, ['dropped a: object, array']],
    ]),
  )('%s: %j becomes %j', (notation, value, becomes, repairs) => {
    expect(repaired(notation, value)).toEqual({
      value: becomes,
      repairs: expect.arrayContaining(repairs),
      faults: [],
    });
    if (repairs.length > 0) expect(repaired(notation, value).repairs).toEqual(repairs);
  });

  it('keeps what the shape does not know, and the order of what it does', () => {
    const value = { other: [null], b: 5, a: 'x' };
    const read = repaired('a b', value).value;
    expect(read).toEqual({ other: [null], b: '5', a: 'x' });
    expect(Object.keys(read)).toEqual(['other', 'b', 'a']);
  });

  it('shares with the object that was given what needs no repair', () => {
    const home = { b: 'x' };
    const tags = ['y'];
    const value = { home, tags, n: '5' };
    const read = repair(value, shapeOf('home?:{b} tags?:string[] n?:number')).value;
    expect(read).not.toBe(value);
    expect(read.home).toBe(home);
    expect(read.tags).toBe(tags);
    expect(repair(home, shapeOf('a? b')).value).toBe(home);
  });

  it('counts a field as missing that is inherited or hidden, and takes it away if nothing is left of it', () => {
    const hidden = Object.defineProperty({}, 'a', { value: 'x', enumerable: false });
    expect(repair(hidden as Record<string, unknown>, shapeOf('a')).value).toEqual({ a: '' });
    expect(repair({}, shapeOf('toString')).repairs).toHaveLength(1);
    expect('a' in repair({ a: undefined }, shapeOf('a?')).value).toBe(false);
    expect(repair({ a: undefined }, shapeOf('a?')).repairs).toEqual([]);
  });

  it('has the digits of its number, where they are known', () => {
    const exact = (path: readonly (string | number)[]) => `digits of ${path.join('.')}`;
    expect(repaired('a?', { a: 5 }, exact).value).toEqual({ a: 'digits of a' });
    expect(repaired('l?:string[]', { l: ['x', 5] }, exact).value).toEqual({ l: ['x', 'digits of l.1'] });
    expect(repaired('a?:string|number', { a: 2 ** 53 }, exact)).toEqual({
      value: { a: 'digits of a' },
      repairs: ['converted a: string|number, number'],
      faults: [],
    });
    expect(repaired('a?:string|number b', { a: 5 }, exact).value).toEqual({ a: 5, b: '' });
    expect(repaired('a?:string|number', { a: 2 ** 53 }).value).toEqual({ a: 2 ** 53 });
  });
});

describe('a list', () => {
  it('that is sparse is read without its holes', () => {
    const list: unknown[] = [];
    list[4_000_000_000] = 'x';
    expect(repair({ a: list, b: 5 }, shapeOf('a:string[] b')).value).toEqual({ a: ['x'], b: '5' });
  });

  it('is read without its named properties', () => {
    const list = Object.assign([5], { more: 'y' });
    const { value, repairs } = repair({ a: list }, shapeOf('a:string[]'));
    expect(value).toEqual({ a: ['5'] });
    expect(repairs).toMatchObject([{ action: 'converted', path: ['a', 0] }]);
  });
});

describe('a needed field', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['a!', {}, ['a: string, missing']],
    ['a!', { a: null }, ['a: string, null']],
    ['a!', { a: {} }, ['a: string, object']],
    ['a!:{b!}', { a: {} }, ['a.b: string, missing']],
    ['a!:{b}', {}, ['a: object, missing']],
    ['a! b!', {}, ['a: string, missing', 'b: string, missing']],
    ['a!:Item[]', { a: 'x' }, ['a: Item[], string']],
    ['a!:Item[]', { a: [5, null] }, ['a.0: Item, number']],
    ['a!:Needed[]', { a: [{}] }, ['a.0.key: string, missing']],
    ['a!:Needed[]', { a: [{ more: '' }, {}] }, ['a.0.key: string, missing']],
    ['a!:Needed[]', { a: [5, {}] }, ['a.1.key: string, missing']],
    ['a?:Needed[]', { a: [{ key: null }] }, ['a.0.key: string, null']],
    ['a!:Deep[]', { a: [{ items: [5] }] }, ['a.0.items.0: Needed, number']],
    ['a!:Deep[]', { a: [{ items: [{}] }] }, ['a.0.items.0.key: string, missing']],
    ['a!:Deep[]', { a: [{ items: [{}] }, { items: [{ key: '' }] }] }, ['a.0.items.0.key: string, missing']],
    ['a!:Deep[]', { a: [{}] }, ['a.0.items: Needed[], missing']],
  ])('%s of %j is a fault', (notation, value, faults) => {
    expect(repaired(notation, value).faults).toEqual(faults);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a!', { a: 5 }],
    ['a!:Item[]', { a: [] }],
    ['a!:Item[]', { a: [{ n: 5 }] }],
    ['a!:Item[]', { a: [5, { type: 'x' }] }],
    ['a:Item[]', { a: [5] }],
    ['a!:Needed[]', { a: [{}, { key: 'x' }] }],
    ['a!:Needed[]', { a: [{ key: 'x' }, 5] }],
    ['a!:Deep[]', { a: [{}, { items: [] }] }],
    ['a!:Deep[]', { a: [{ items: [5] }, { items: [{ key: 'x' }] }] }],
    ['a:{b c?}', {}],
  ])('%s of %j is none', (notation, value) => {
    expect(repaired(notation, value).faults).toEqual([]);
  });

  it('that one item of several lacks is filled there', () => {
    expect(repaired('a!:Needed[]', { a: [{}, { key: 'x' }] })).toEqual({
      value: { a: [{ key: '' }, { key: 'x' }] },
      repairs: ['filled a.0.key: string, missing'],
      faults: [],
    });
  });

  it('that is a list of which no item can be read is filled in one item of several', () => {
    const { value, repairs } = repaired('a!:Deep[]', { a: [{ items: [5] }, { items: [{ key: 'x' }] }] });
    expect(value).toEqual({ a: [{ items: [] }, { items: [{ key: 'x' }] }] });
    expect(repairs).toEqual(['dropped a.0.items.0: Needed, number', 'filled a.0.items: Needed[], array']);
  });

  it('after a list within an item counts for that item', () => {
    const types = { Outer: 'list?:Inner[] id!', Inner: 'key!' };
    const faultsOf = (items: unknown[]) => repair({ a: items }, shapeOf('a!:Outer[]', types)).faults.length;
    expect(faultsOf([{ list: [{ key: 'x' }] }])).toBe(1);
    expect(faultsOf([{ list: [{}, { key: 'x' }], id: 'y' }])).toBe(0);
    expect(faultsOf([{ list: [], id: null }, { id: 'y' }])).toBe(0);
  });
});

describe('readAs', () => {
  it('returns the object itself if it conforms', () => {
    const value = { a: 'x' };
    const read = readAs(value, shapeOf('a'));
    expect(read.value).toBe(value);
    expect([read.repairs, read.faults]).toEqual([[], []]);
    expect(read.repairsOmitted).toEqual({ filled: 0, dropped: 0, converted: 0 });
  });

  it('copies an instance of a class to a plain object', () => {
    class Event {
      a = 'x';
    }
    const read = readAs(new Event() as unknown as Record<string, unknown>, shapeOf('a'));
    expect(Object.getPrototypeOf(read.value)).toBe(Object.prototype);
    expect(read.value).toEqual({ a: 'x' });
  });

  it('reads digits from the text that the object was parsed from, where one was given', () => {
    const text = '{"a":9007199254740993}';
    const shape = shapeOf('a:string|number');
    expect(readAs(JSON.parse(text), shape, text).value).toEqual({ a: '9007199254740993' });
    expect(readAs(JSON.parse(text), shape).value).toEqual({ a: 2 ** 53 });
    expect(readAs({ a: 5 }, shapeOf('a')).value).toEqual({ a: '5' });
  });

  it('has its frozen empty lists, which nobody can add to', () => {
    const { repairs, repairsOmitted, faults } = readAs({ a: 'x' }, shapeOf('a'));
    expect([repairs, repairsOmitted, faults].every(Object.isFrozen)).toBe(true);
  });
});
