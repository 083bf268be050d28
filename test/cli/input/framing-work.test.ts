import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FramedValue } from '../../../src/cli/input/framed-value.js';
import { createFraming } from '../../../src/cli/input/framing.js';
import { linesIn } from '../../../src/cli/input/lines.js';
import { NOT_JSON, type ValueReader } from '../../../src/cli/input/outcome.js';

/** The bytes that were looked at, all passes together. */
const work = vi.hoisted(() => ({ bytes: 0 }));

vi.mock('../../../src/cli/input/json-scanner.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../src/cli/input/json-scanner.js')>();
  return {
    createJsonScanner: () => {
      const scanner = original.createJsonScanner();
      return {
        get state() {
          return scanner.state;
        },
        scan(line: Uint8Array, from = 0) {
          const end = scanner.scan(line, from);
          work.bytes += end - from;
          return end;
        },
      };
    },
  };
});

vi.mock('../../../src/cli/input/lines.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../src/cli/input/lines.js')>();
  return {
    ...original,
    linesIn: (bytes: Buffer, number: number) => {
      work.bytes += bytes.length;
      return original.linesIn(bytes, number);
    },
  };
});

const parse = JSON.parse;

beforeEach(() => {
  work.bytes = 0;
  // `isWholeValue` and the reader below parse too.
  vi.spyOn(JSON, 'parse').mockImplementation((text: string) => {
    work.bytes += text.length;
    return parse(text);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const readJson: ValueReader = (bytes) => {
  try {
    JSON.parse(Buffer.from(bytes).toString());
    return { status: 'read', rows: [], issues: [] };
  } catch {
    return { status: 'rejected', code: NOT_JSON, reason: 'not JSON' };
  }
};

function frame(text: string): FramedValue[] {
  const framing = createFraming(readJson);
  const found = linesIn(Buffer.from(text), 1).flatMap((line) => [...framing.line(line)]);
  return [...found, ...framing.end()];
}

/** How often a byte is looked at, at most, in all that framing does with it. */
const PASSES = 16;

describe('the work of framing', () => {
  it.each([
    ['arrays begun within arrays', '[\n{}\n,\n', '}\n'],
    ['arrays begun and never ended', '[\n', '{}\n{}\n'],
    ['objects begun and never ended', '{\n', '{}\n'],
    ['lines cut off within arrays', '{"a":[\n{}\n', ''],
    ['arrays ended that never began', ']\n[\n{}\n', ''],
    ['values between commas', '[\n[]\n,\n{}\n,\n', ':\n'],
  ])('is linear for %s', (_, text, end) => {
    const input = text.repeat(3_000) + end;
    frame(input);
    expect(work.bytes).toBeLessThanOrEqual(PASSES * input.length);
  });

  it('is linear for any lines', () => {
    const line = fc.constantFrom(...'[ ] { } , : {} [] "a" [{} {"a":[ {},'.split(' '), '[\n{}\n,');
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.array(line, { maxLength: 3 }),
        (some, last) => {
          const input = `${some.join('\n')}\n`.repeat(60) + last.join('\n');
          work.bytes = 0;
          frame(input);
          expect(work.bytes).toBeLessThanOrEqual(PASSES * input.length);
        },
      ),
    );
  });
});

describe('what framing finds', () => {
  const token = fc.constantFrom(
    ...'{ } [ ] , : "a" 1 {} {"a":1} [{}] x " \\ é'.split(' '),
    ' ',
    '\r',
    '\x00',
  );
  const line = fc.oneof(fc.string({ unit: token, maxLength: 6 }), fc.string({ unit: 'binary' }));
  const lines = fc.array(line, { maxLength: 40 });

  it('holds every byte of the input once, in order, except blanks and what is between elements', () => {
    fc.assert(
      fc.property(lines, (given) => {
        // A byte order mark at the beginning is no part of the first line.
        const input = Buffer.from(given.join('\n').replace(/^\ufeff+/, ''));
        const starts = linesIn(input, 0).map(({ bytes }) => bytes.byteOffset - input.byteOffset);
        let cursor = 0;
        let isElement = false;
        const skipTo = (at: number, isNextElement: boolean) => {
          const between = input.subarray(cursor, at).toString();
          // An array without elements is read by what it is.
          expect(between).toMatch(isElement || isNextElement ? /^[\s,[\]]*$/ : /^(?:\s|\[\s*\])*$/);
        };
        for (const { bytes, line: number, element } of frame(input.toString())) {
          const start = Math.max(cursor, starts[number - 1] ?? 0);
          const at = element === undefined ? start : input.indexOf(bytes, start);
          expect(input.subarray(at, at + bytes.length).equals(bytes)).toBe(true);
          skipTo(at, element !== undefined);
          cursor = at + bytes.length;
          isElement = element !== undefined;
        }
        skipTo(input.length, false);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['}\n{\n"a":3\n}', ['!}', '{\n"a":3\n}']],
    ['{\n"a":3\n}', ['{\n"a":3\n}']],
  ])('goes on after values given up one within another, before %j', (rest, expected) => {
    const texts = frame(`[\n{"a":1}\n,\n[\n{"a":2}\n${rest}\n`).map(
      ({ bytes, outcome }) => `${outcome.status === 'read' ? '' : '!'}${Buffer.from(bytes)}`,
    );
    expect(texts).toEqual(['{"a":1}', '![', '{"a":2}', ...expected]);
  });
});
