import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { run } from '../../../../src/cli/run.js';
import { folder } from '../../console.js';

/** The lines on standard error, a terminal or not, for an input of rejected lines. */
async function errorsOf(rejected: number, isTTY: boolean, args: string[] = []): Promise<string[]> {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const stdin = Readable.from([Buffer.from('garbage\n'.repeat(rejected))]);
  await run(['normalize', ...args], { stdin, stdout: new PassThrough(), stderr, env: {} });
  // One `read()` gives all that was written on older versions of Node only.
  return (await text(stderr.end())).trimEnd().split('\n');
}

describe('the count of rejects', () => {
  it('says on a terminal that only the first 20 were named, and how to keep all', async () => {
    const lines = await errorsOf(21, true);
    expect(lines.filter((line) => line.startsWith('stdin:'))).toHaveLength(20);
    expect(lines.at(-1)).toBe('Rejected: 21 (first 20 shown; keep all with --rejects file).');
  });

  it('does not suggest an option that was given', async () => {
    const file = join(folder(), 'rejects');
    const lines = await errorsOf(21, true, ['--rejects', file]);
    expect(lines.at(-1)).toBe('Rejected: 21 (first 20 shown).');
    expect(readFileSync(file, 'utf8')).toBe('garbage\n'.repeat(21));
  });

  it.each([
    [20, true],
    [21, false],
  ])('has no note if all %i are named (terminal: %j)', async (rejected, isTTY) => {
    const lines = await errorsOf(rejected, isTTY);
    expect(lines.filter((line) => line.startsWith('stdin:'))).toHaveLength(rejected);
    expect(lines.at(-1)).toBe(`Rejected: ${rejected}.`);
  });
});
