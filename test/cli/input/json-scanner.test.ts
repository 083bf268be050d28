import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonScanner } from '../../../src/cli/input/json-scanner.js';

const scan = (...lines: string[]) => {
  const scanner = createJsonScanner();
  return lines.map((line) => scanner(Buffer.from(line))).at(-1);
};

describe('the JSON scanner', () => {
  it.each([['{'], ['[', '{"a": 1},'], ['{"a":', '[1, 2'], ['{"a" '], ['']])(
    'waits for more after %j',
    (...lines) => {
      expect(scan(...lines)).toBe('open');
    },
  );

  it.each([
    ['{}'],
    ['[', ']'],
    ['{"a": "}\\"{"}'],
    ['[true, -1.5e3, null]'],
    ['"text"'],
    ['{', '"a"', ':', '1', '}'],
  ])('sees that %j is whole', (...lines) => {
    expect(scan(...lines)).toBe('closed');
  });

  it.each([
    ['{"a": "cut off'],
    ['{"a": 1', '{"a": 1}'],
    ['{"a": 1,', '{"a": 1}'],
    ['{', '[1]'],
    ['[1', '2]'],
    ['[1,', ']'],
    ['[}'],
    ['{"a"}'],
    ['{,'],
    ['{1: 2'],
    ['[:'],
    ['garbage!'],
    ['{} {}'],
  ])('sees that nothing makes %j whole', (...lines) => {
    expect(scan(...lines)).toBe('broken');
  });

  it('sees every JSON text as whole, in one line or many, and no beginning of one as broken', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, indent) => {
        const lines = JSON.stringify(value, null, indent).split('\n');
        const scanner = createJsonScanner();
        const progress = lines.map((line) => scanner(Buffer.from(line)));
        expect(progress.at(-1)).toBe('closed');
        expect(progress.slice(0, -1)).toEqual(lines.slice(0, -1).map(() => 'open'));
      }),
    );
  });
});
