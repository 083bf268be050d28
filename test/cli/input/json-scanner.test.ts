import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonScanner, type ScanState } from '../../../src/cli/input/json-scanner.js';

/** The state after each line. */
function states(lines: readonly string[]): ScanState[] {
  const scanner = createJsonScanner();
  return lines.map((line) => {
    const bytes = Buffer.from(line);
    let at = scanner.scan(bytes);
    while (at < bytes.length && scanner.state !== 'broken') at = scanner.scan(bytes, at + 1);
    return scanner.state;
  });
}

const scan = (...lines: string[]) => states(lines).at(-1);

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
        const progress = states(lines);
        expect(progress.at(-1)).toBe('closed');
        expect(progress.slice(0, -1)).toEqual(lines.slice(0, -1).map(() => 'open'));
      }),
    );
  });

  it('stops after each element of the outermost array, and at what breaks it', () => {
    const stops = (line: string) => {
      const scanner = createJsonScanner();
      const bytes = Buffer.from(line);
      const found: number[] = [];
      for (let at = scanner.scan(bytes); at < bytes.length; at = scanner.scan(bytes, at + 1)) {
        found.push(at);
        if (scanner.state === 'broken') break;
      }
      return found;
    };
    expect(stops('[{"a":[1,2]}, [3,4] ,5]')).toEqual([12, 20, 22]);
    expect(stops('{"a":[1,2],"b":3}')).toEqual([]);
    expect(stops('[1] x')).toEqual([2, 4]);
    expect(stops('[1,"cut')).toEqual([2, 3]);
  });
});
