import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../../src/cli/input/elements.js';

const elements = (text: string) => {
  const bytes = Buffer.from(text);
  return [...elementsOf(bytes)].map(({ start, end }) => bytes.subarray(start, end).toString());
};

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

  it('are found in any array, however it is spaced', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.constantFrom(0, 1, 2), (array, indent) => {
        const text = JSON.stringify(array, null, indent);
        expect(elements(text).map((element) => JSON.parse(element))).toEqual(JSON.parse(text));
      }),
    );
  });
});
