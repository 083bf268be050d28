import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../../../src/cli/run.js';
import { folder } from '../../console.js';

/** What standard error gets, a terminal or not, of lines that are all rejected. */
async function errorsOf(rejected: number, isTTY: boolean, args: string[] = []): Promise<string[]> {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const stdin = Readable.from([Buffer.from('garbage\n'.repeat(rejected))]);
  await run(['normalize', ...args], { stdin, stdout: new PassThrough(), stderr, env: {} });
  return String(stderr.read()).trimEnd().split('\n');
}

describe('the count of rejects', () => {
  it('says on a terminal that the first 20 alone were named, and how to keep them all', async () => {
    const lines = await errorsOf(21, true);
    expect(lines.filter((line) => line.startsWith('stdin:'))).toHaveLength(20);
    expect(lines.at(-1)).toBe('Rejected: 21 (the first 20 are shown; --rejects file keeps all).');
  });

  it('does not ask for what was asked for', async () => {
    const file = join(folder(), 'rejects');
    const lines = await errorsOf(21, true, ['--rejects', file]);
    expect(lines.at(-1)).toBe('Rejected: 21 (the first 20 are shown).');
    expect(readFileSync(file, 'utf8')).toBe('garbage\n'.repeat(21));
  });

  it.each([
    [20, true],
    [21, false],
  ])('is alone when all %i are named (terminal: %j)', async (rejected, isTTY) => {
    const lines = await errorsOf(rejected, isTTY);
    expect(lines.filter((line) => line.startsWith('stdin:'))).toHaveLength(rejected);
    expect(lines.at(-1)).toBe(`Rejected: ${rejected}.`);
  });
});
