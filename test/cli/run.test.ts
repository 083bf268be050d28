import { describe, expect, it } from 'vitest';
import { call } from './console.js';

describe('an invalid command line', () => {
  it.each([
    ['normalise', 'Unknown command normalise. Did you mean normalize?\nCommands: demo, normalize, '],
    ['reprot', 'Unknown command reprot. Did you mean report?'],
    ['x', 'Unknown command x.\nCommands: '],
    ['\x1b[2J', 'Unknown command ␛[2J.\n'],
  ])('names the command %j, and the nearest one', async (name, message) => {
    const { status, stderr } = await call([name]);
    expect(stderr).toContain(`zoom-qss: ${message}`);
    expect(status).toBe(2);
  });

  it.each([
    [['--fromat', 'csv'], 'Unknown option --fromat. Did you mean --format?\n'],
    [['--password=hidden'], 'Unknown option --password.\n'],
    [['-x'], 'Unknown option -x.\n'],
    [['--format'], '--format needs a value.\n'],
    [['--format', '--kind'], '--format needs a value.\n'],
  ])('says what is wrong with %j', async (args, message) => {
    const { status, stderr } = await call(['normalize', ...args]);
    expect(stderr).toBe(`zoom-qss: ${message}For usage: zoom-qss normalize --help\n`);
    expect(status).toBe(2);
  });

  it.each<[string, string[], string]>([
    ['listen', ['--out', 'a', '--out=b'], '--out'],
    ['listen', ['--out', 'a', '--fsync', '--fsync'], '--fsync'],
    ['report', ['-o', 'a', '--out', 'b'], '--out'],
    ['normalize', ['--issues', 'a', '--issues', 'b'], '--issues'],
    ['fetch', ['--issues', 'a', '--issues', 'b', 'meeting', '1'], '--issues'],
    ['verify', ['--timestamp', '1', '--timestamp', '2'], '--timestamp'],
    ['simulate', ['--seed', '1', '--seed', '2'], '--seed'],
    ['demo', ['--out', 'a', '--out', 'b'], '--out'],
  ])('refuses an option that is given twice: %s %j', async (command, args, option) => {
    const { status, stderr } = await call([command, ...args]);
    expect(stderr).toContain(`zoom-qss: ${option} is given twice.\n`);
    expect(status).toBe(2);
  });

  it('names a short option by its long name, and an option that takes no value', async () => {
    expect((await call(['report', '-o'])).stderr).toContain('zoom-qss: --out needs a value.\n');
    const { stderr } = await call(['simulate', '--url', 'http://localhost', '--faults=1']);
    expect(stderr).toContain('zoom-qss: --faults takes no value.\n');
  });
});
