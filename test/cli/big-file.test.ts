import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { QSS_EXAMPLES } from '../events/documented.js';
import { folder } from './console.js';
import { program } from './program.js';

const start = program();

const VALUES = 150_000;
const MAX_MEGABYTES = 120;
const MAX_MEGABYTES_A_WORKER = 60;

/** Makes Node write its peak memory, in MB, to standard error. The kernel's mark, since getrusage includes the parent's. */
const REPORT_MEMORY = {
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(`
    import { readFileSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    const peak = () => {
      try { return /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] }
      catch { return process.resourceUsage().maxRSS }
    };
    if (isMainThread) process.on('exit', () => console.error('peak', peak() / 1024));
  `)}`,
};

const EVENT = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos'));
const INDENTED = JSON.stringify(JSON.parse(EVENT), null, 2).replaceAll(/^/gm, '  ');

/** Writes a file of many values with one among them that is cut off. */
function write(value: string, cutAt: number, { open = '', between = '\n', close = '' } = {}): string {
  const path = join(folder(), 'events.json');
  const file = openSync(path, 'w');
  writeSync(file, open);
  const batch = (value + between).repeat(1_000);
  for (let count = 0; count < VALUES; count += 1_000) {
    if (count === cutAt) writeSync(file, value.slice(0, value.indexOf(',') + 1) + between);
    writeSync(file, batch);
  }
  writeSync(file, value + close);
  closeSync(file);
  return path;
}

/** Runs `normalize` without rows, so that the output is short. */
async function run(path: string, ...args: string[]) {
  const { text, exit } = start(['normalize', '--kind', 'snapshots', ...args, path], REPORT_MEMORY);
  const status = await exit;
  const [, read = ''] = /^([\d,]+) events read/m.exec(text()) ?? [];
  const [, rejected = '0'] = /^Rejected: ([\d,]+)/m.exec(text()) ?? [];
  const [, peak = ''] = /peak ([\d.]+)/.exec(text()) ?? [];
  return { status, read: Number(read.replace(',', '')), rejected: Number(rejected), peak: Number(peak) };
}

describe('a file of 150,000 values, one of which is cut off', () => {
  it.each([
    ['lines', '', 0],
    ['lines', '', VALUES / 2],
    ['lines', '', VALUES - 1_000],
    ['indented lines', ' ', 0],
  ])(
    'is read in flat memory: %s, after %j, from %i on',
    async (_, space, cutAt) => {
      const { peak, ...outcome } = await run(write(space + EVENT, cutAt));
      expect(outcome).toEqual({ status: 1, read: VALUES + 1, rejected: 1 });
      expect(peak).toBeLessThan(MAX_MEGABYTES);
    },
    60_000,
  );

  it.each([0, VALUES / 2, VALUES - 1_000])(
    'is read in flat memory: an array with a line for each, from %i on',
    async (cutAt) => {
      const path = write(EVENT, cutAt, { open: '[\n', between: ',\n', close: '\n]\n' });
      const { peak, rejected, ...outcome } = await run(path);
      expect(outcome).toEqual({ status: 1, read: VALUES + 1 });
      // The brackets around the broken part.
      expect(rejected).toBeLessThanOrEqual(3);
      expect(peak).toBeLessThan(MAX_MEGABYTES);
    },
    60_000,
  );

  it.each([0, VALUES / 2])(
    'is read in flat memory: an indented array, of which all before the break at %i is read',
    async (cutAt) => {
      const path = write(INDENTED, cutAt, { open: '[\n', between: ',\n', close: '\n]\n' });
      const { peak, read } = await run(path);
      expect(read).toBe(cutAt);
      expect(peak).toBeLessThan(MAX_MEGABYTES);
    },
    60_000,
  );

  it.each([-1, VALUES / 2])(
    'is read in flat memory: an array in one line, cut off at %i',
    async (cutAt) => {
      const path = write(EVENT, cutAt, { open: '[', between: ',', close: ']' });
      const { peak, read } = await run(path);
      expect(read).toBe(cutAt < 0 ? VALUES + 1 : cutAt);
      expect(peak).toBeLessThan(MAX_MEGABYTES);
    },
    60_000,
  );

  it('is read by workers in flat memory', async () => {
    const path = write(EVENT, VALUES / 2);
    const { peak, ...outcome } = await run(path, '--workers', '2', '--format', 'ndjson');
    expect(outcome).toEqual({ status: 1, read: VALUES + 1, rejected: 1 });
    expect(peak).toBeLessThan(MAX_MEGABYTES + 2 * MAX_MEGABYTES_A_WORKER);
  }, 60_000);
});
