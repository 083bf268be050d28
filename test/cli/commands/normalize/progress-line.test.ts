import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressLine } from '../../../../src/cli/commands/normalize/progress-line.js';

/** A progress line with a clock that moves only in `wait`. */
function progress(total: number | undefined, terminals = { stderr: true, stdout: false }) {
  let time = 0;
  let written = '';
  const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });
  const stderr = stream(terminals.stderr);
  stderr.on('data', (chunk) => {
    written += chunk;
  });
  const io = { stdin: stream(true), stdout: stream(terminals.stdout), stderr, env: {} };
  const line = createProgressLine(io, total, () => time);
  return {
    ...line,
    wait: (ms: number) => {
      time += ms;
    },
    written: () => written,
  };
}

describe('the progress line', () => {
  it('appears after a second, and changes at most every 200 ms', () => {
    const { advance, wait, written } = progress(10e6);
    advance(1e6);
    wait(999);
    advance(1e6);
    expect(written()).toBe('');
    wait(1);
    advance(1e6);
    advance(1e6);
    expect(written()).toBe('\r\x1b[K30 % of 10.0 MB read');
    wait(200);
    advance(6e6);
    expect(written()).toBe('\r\x1b[K30 % of 10.0 MB read\r\x1b[K100 % of 10.0 MB read');
  });

  it('shows megabytes if the total is unknown', () => {
    const { advance, wait, written } = progress(undefined);
    wait(1000);
    advance(2.5e6);
    expect(written()).toBe('\r\x1b[K2.5 MB read');
  });

  it('is erased before something else is written', () => {
    const { advance, wait, clear, written } = progress(undefined);
    clear();
    expect(written()).toBe('');
    wait(1000);
    advance(1e6);
    clear();
    clear();
    expect(written()).toBe('\r\x1b[K1.0 MB read\r\x1b[K');
  });

  it.each([
    { stderr: false, stdout: false },
    { stderr: true, stdout: true },
  ])('does not appear with terminals %j', (terminals) => {
    const { advance, wait, written } = progress(undefined, terminals);
    wait(5000);
    advance(1e6);
    expect(written()).toBe('');
  });
});
