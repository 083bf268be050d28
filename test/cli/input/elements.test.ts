import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArrayCutter } from '../../../src/cli/input/elements.js';
import { linesIn } from '../../../src/cli/input/lines.js';

function elementsOf(text: string, number = 1) {
  const cutter = createArrayCutter();
  return linesIn(Buffer.from(text), number).flatMap((line) => [...cutter.line(line)]);
}

const elements = (text: string) => elementsOf(text).map(({ bytes }) => bytes.toString());

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
    const found = elementsOf('[1,\n\n{\n"a": 2\n}, 3]', 7);
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

  it('have the line they begin in, also where several lines are taken at once', () => {
    const cutter = createArrayCutter();
    const text = '[1,\n\n{\n"a": 2\n}, 3,\n';
    const length = cutter.lengthOfElements(Buffer.from(text));
    expect(length).toBe(text.length - 1);
    const found = [...cutter.line({ bytes: Buffer.from(text.slice(0, length)), number: 7 })];
    expect(found.map(({ line, index }) => [line, index])).toEqual([
      [7, 0],
      [9, 1],
      [11, 2],
    ]);
  });

  it.each([
    ['[{"a":1},{"b":', '[{"a":1},'.length, false],
    ['["a,b', 0, false],
    ['["a\\', 0, false],
    ['[1,"a",}', '[1,"a",'.length, true],
    ['[1,2]', '[1,'.length, false],
    ['[tr', 0, false],
  ])('of the text %j have a length, and break it or not', (text, length, isBroken) => {
    const cutter = createArrayCutter();
    expect([cutter.lengthOfElements(Buffer.from(text)), cutter.isBrokenBy(Buffer.from(text))]).toEqual([
      length,
      isBroken,
    ]);
    // Neither changes what the cutter knows.
    expect([cutter.state, cutter.count]).toEqual(['open', 0]);
  });

  it('are complete one after the other, so that only the last lines are held', () => {
    const cutter = createArrayCutter();
    const held = linesIn(Buffer.from('[\n{"a":1},\n{"a":\n2},\n\n{"a":3}\n]'), 1).map((line) => {
      const { length } = [...cutter.line(line)];
      return [length, cutter.rest?.bytes().toString()];
    });
    expect(held).toEqual([
      [0, '['],
      [1, undefined],
      [0, '{"a":'],
      [1, undefined],
      [0, undefined],
      [0, '{"a":3}'],
      [1, undefined],
    ]);
    expect([cutter.state, cutter.count]).toEqual(['closed', 3]);
  });
});
