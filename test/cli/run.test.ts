import { describe, expect, it } from 'vitest';
import { call } from './console.js';

describe('a command line that cannot be used', () => {
  it.each([
    ['normalise', 'There is no command normalise. Did you mean normalize?\nCommands: demo, normalize, '],
    ['reprot', 'There is no command reprot. Did you mean report?'],
    ['x', 'There is no command x.\nCommands: '],
    ['\x1b[2J', 'There is no command ␛[2J.\n'],
  ])('names the command %j, and the nearest there is', async (name, message) => {
    const { status, stderr } = await call([name]);
    expect(stderr).toContain(`zoom-qss: ${message}`);
    expect(status).toBe(2);
  });

  it.each([
    [['--fromat', 'csv'], 'There is no option --fromat. Did you mean --format?\n'],
    [['--password=hidden'], 'There is no option --password.\n'],
    [['-x'], 'There is no option -x.\n'],
    [['--format'], '--format takes a value.\n'],
    [['--format', '--kind'], '--format takes a value.\n'],
  ])('says what is wrong with %j', async (args, message) => {
    const { status, stderr } = await call(['normalize', ...args]);
    expect(stderr).toBe(`zoom-qss: ${message}zoom-qss normalize --help shows what it takes.\n`);
    expect(status).toBe(2);
  });

  it('names a short option by its long name, and says where there is no value to give', async () => {
    expect((await call(['report', '-o'])).stderr).toContain('zoom-qss: --out takes a value.\n');
    const { stderr } = await call(['simulate', '--url', 'http://localhost', '--faults=1']);
    expect(stderr).toContain('zoom-qss: --faults takes no value.\n');
  });
});
