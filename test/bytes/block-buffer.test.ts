import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BlockBuffer } from '../../src/bytes/block-buffer.js';

/** More than two blocks. */
const LARGE = 20_000;

it('joins pieces of any size', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.uint8Array({ minLength: 8_000, maxLength: 17_000 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, isPartOfLarger) => {
      const buffer = new BlockBuffer(1 << 20);
      for (const each of pieces) {
        const given = isPartOfLarger ? Buffer.concat([each, Buffer.alloc(1)]).subarray(0, -1) : each;
        expect(buffer.add(given)).toBe(true);
      }
      expect(buffer.length).toBe(pieces.reduce((sum, { length }) => sum + length, 0));
      // Comparing them with toEqual takes seconds.
      expect(Buffer.concat(pieces).equals(buffer.bytes())).toBe(true);
      buffer.free();
    }),
  );
});

it('takes maxBytes and not one more', () => {
  for (const first of [LARGE, LARGE - 1, 1]) {
    const buffer = new BlockBuffer(LARGE);
    expect(buffer.add(new Uint8Array(first))).toBe(true);
    expect(buffer.add(new Uint8Array(LARGE - first))).toBe(true);
    expect(buffer.add(new Uint8Array(1))).toBe(false);
    expect(buffer.bytes()).toHaveLength(LARGE);
  }
  expect(new BlockBuffer(LARGE).add(new Uint8Array(LARGE + 1))).toBe(false);
});

it('keeps no piece of several, and no memory of which a piece is part', () => {
  const whole = new Uint8Array([1, 2, 3, 4]);
  const part = whole.subarray(0, 2);
  for (const pieces of [[part], [whole, part], [new Uint8Array([1]), whole]]) {
    const buffer = new BlockBuffer(LARGE);
    for (const piece of pieces) buffer.add(piece);
    expect(buffer.bytes().buffer).not.toBe(whole.buffer);
  }
});

it('takes up whole blocks, and one for 8192 pieces of one byte', () => {
  const buffer = new BlockBuffer(LARGE);
  for (let i = 0; i < 8_192; i++) buffer.add(new Uint8Array([i]));
  expect(buffer.capacity).toBe(8_192);
  buffer.add(new Uint8Array(1));
  expect(buffer.capacity).toBe(16_384);
  buffer.free();
  expect([buffer.length, buffer.capacity]).toEqual([0, 0]);
});

it('uses freed blocks again, without changing what was read from them', () => {
  const first = new BlockBuffer(LARGE);
  for (let i = 0; i < 3_000; i++) first.add(new Uint8Array(4).fill(7));
  const read = first.bytes();
  first.free();
  const second = new BlockBuffer(LARGE);
  for (let i = 0; i < 3; i++) second.add(new Uint8Array(4_000).fill(9));
  expect(new Set(read)).toEqual(new Set([7]));
  expect(new Set(second.bytes())).toEqual(new Set([9]));
});
