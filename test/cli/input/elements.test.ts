import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../../src/cli/input/elements.js';

const elements = (text: string) => [...elementsOf(Buffer.from(text), 1)].map(({ bytes }) => bytes.toString());

describe('elements', () => {
  it('are cut out byte for byte, without the white space around them', () => {
    expect(elements(' [ {"a" : "],[" } ,[1, 2], "\\"" ,3] ')).toEqual([
      '{"a" : "],[" }',
      '[1, 2]',
      '"\\""',
      '3',
    ]);
    expect(elements('[]')).toEqual([]);
    expect(elements('[ \n ]')).toEqual([]);
  });

  it('have the line they begin in and their index', () => {
    const found = [...elementsOf(Buffer.from('[1,\n\n{\n"a": 2\n}, 3]'), 7)];
    expect(found.map(({ line, index }) => [line, index])).toEqual([
      [7, 0],
      [9, 1],
      [11, 2],
    ]);
  });

  it('are found in any array, however it is spaced', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.constantFrom(0, 1, 2), (array, indent) => {
        const text = JSON.stringify(array, null, indent);
        expect(elements(text).map((element) => JSON.parse(element))).toEqual(JSON.parse(text));
      }),
    );
  });
});
