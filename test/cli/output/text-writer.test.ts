import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createTextWriter } from '../../../src/cli/output/text-writer.js';

const LARGE = 'x'.repeat(100_000);

describe('the text writer', () => {
  it('writes everything in order, in batches', async () => {
    const stream = new PassThrough();
    const written = text(stream);
    const writer = createTextWriter(stream);
    const parts = Array.from({ length: 30_000 }, (_, index) => `${index}\n`);
    for (const part of parts) await writer.write(part);
    await writer.flush();
    stream.end();
    expect(await written).toBe(parts.join(''));
  });

  it('waits until the stream has taken a batch', async () => {
    let take = () => {};
    const stream = new Writable({
      write: (_chunk, _encoding, done) => {
        take = done;
      },
    });
    const writer = createTextWriter(stream);
    expect(writer.write('a few words')).toBeUndefined();
    let isTaken = false;
    const waiting = writer.write(LARGE)?.then(() => {
      isTaken = true;
    });
    await new Promise(setImmediate);
    expect(isTaken).toBe(false);
    take();
    await waiting;
    expect(isTaken).toBe(true);
  });

  it('drops text when the reader has gone', async () => {
    const writer = createTextWriter(failing('EPIPE'));
    await writer.write(LARGE);
    expect(writer.closed).toBe(true);
    await writer.write(LARGE);
  });

  it('throws any other error, and says that standard output failed', async () => {
    const writer = createTextWriter(failing('ENOSPC'));
    await expect(writer.write(LARGE)).rejects.toThrow('Cannot write standard output (ENOSPC).');
  });
});

function failing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code, syscall: 'write' })),
  });
}
