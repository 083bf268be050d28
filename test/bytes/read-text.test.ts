import { expect, it, vi } from 'vitest';
import { readText } from '../../src/bytes/read-text.js';

/** An answer in pieces, and whether the rest of it was cancelled. */
function answerOf(pieces: Iterable<Uint8Array>) {
  const cancelled = vi.fn();
  async function* read() {
    try {
      yield* pieces;
    } finally {
      cancelled();
    }
  }
  return {
    response: { body: read(), text: () => Promise.reject(new Error('Not to be called.')) },
    cancelled,
  };
}

function* oneByteAtATime(text: string, copies = 1): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < copies; i++) for (const byte of bytes) yield Uint8Array.of(byte);
}

it('reads text whose characters are split between pieces', async () => {
  expect(await readText(answerOf(oneByteAtATime('é😀"')).response, 100)).toBe('é😀"');
});

it('stops at maxBytes, and reads no more', async () => {
  const { response, cancelled } = answerOf(oneByteAtATime('x', 1_000));
  expect(await readText(response, 999)).toBeUndefined();
  expect(cancelled).toHaveBeenCalledOnce();
  expect(await readText(answerOf(oneByteAtATime('x', 1_000)).response, 1_000)).toHaveLength(1_000);
});

it('reads a response without a stream by its text', async () => {
  expect(await readText({ text: async () => 'é' }, 1)).toBe('é');
});

it('keeps no object for each piece', async () => {
  const before = process.memoryUsage().heapUsed;
  let peak = 0;
  function* watched() {
    let count = 0;
    for (const piece of oneByteAtATime('0123456789abcdef', 2 ** 18)) {
      if (++count % 65_536 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
      yield piece;
    }
  }
  expect(await readText(answerOf(watched()).response, 2 ** 22)).toHaveLength(2 ** 22);
  // Four million strings or arrays would be well over 100 MB; what has not been collected yet is less.
  expect(peak - before).toBeLessThan(64_000_000);
});
