import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineBlock, type Line, linesIn, linesOf } from '../../../src/cli/input/lines.js';

async function read(...chunks: (string | Buffer)[]): Promise<[number, string][]> {
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const found: [number, string][] = [];
  for await (const block of linesOf(stream()))
    for (const { number, bytes } of linesIn(block.bytes, block.number))
      found.push([number, bytes.toString()]);
  return found;
}

describe('lines', () => {
  it('numbers lines from 1, whether or not the last one ends', async () => {
    expect(await read('a\nb\n')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect(await read('a\n\nb')).toEqual([
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ]);
    expect(await read('')).toEqual([]);
  });

  it('takes a byte order mark away at the beginning only, even where a chunk ends within it', async () => {
    const mark = Buffer.from('\ufeff');
    expect(await read(mark.subarray(0, 1), mark.subarray(1), 'a\n\ufeffb')).toEqual([
      [1, 'a'],
      [2, '\ufeffb'],
    ]);
  });

  it('finds the same lines wherever chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '\r', '\n') }), { maxLength: 8 }),
        async (chunks) => {
          const text = chunks.join('');
          const lines = text.split('\n');
          if (lines.at(-1) === '') lines.pop();
          expect((await read(...chunks)).map(([, line]) => line)).toEqual(lines);
        },
      ),
    );
  });

  it('gives a line that is too long to be held in parts, which are the line', async () => {
    async function* stream() {
      for (const chunk of ['a\nbcd', 'ef', 'ghi', 'j\nk', 'lmn\n', 'opqrs']) yield Buffer.from(chunk);
    }
    const found = [];
    for await (const { bytes, number, startsWithin = false, endsWithin = false } of linesOf(stream(), 5))
      found.push([number, `${startsWithin ? '…' : ''}${bytes}${endsWithin ? '…' : ''}`]);
    expect(found).toEqual([
      [1, 'a'],
      [2, 'bcdef…'],
      [2, '…ghij'],
      [3, 'klmn'],
      [4, 'opqrs…'],
      [4, '…'],
    ]);
  });

  it('empties a block of lines that are taken, and begins again with the next', () => {
    const [a, b, c, d] = linesIn(Buffer.from('a\nb\nc\nd'), 1) as [Line, Line, Line, Line];
    const block = createLineBlock(a);
    block.add(b);
    expect([block.take().toString(), block.number, block.size]).toEqual(['a\nb', 1, 0]);
    expect(block.bytes().toString()).toBe('');
    block.add(c);
    block.add(d);
    expect([block.bytes().toString(), block.number, block.size]).toEqual(['c\nd', 3, 3]);
  });

  it('puts lines together as they were, however many', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `line ${index}`).join('\n');
    const [first, ...rest] = linesIn(Buffer.from(text), 7);
    const block = createLineBlock(first ?? { bytes: Buffer.alloc(0), number: 0 });
    for (const line of rest) block.add(line);
    expect(block.bytes().toString()).toBe(text);
    expect(block.number).toBe(7);
  });
});
