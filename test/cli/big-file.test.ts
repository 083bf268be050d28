import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { QSS_EXAMPLES } from '../events/documented.js';
import { folder } from './console.js';
import { program } from './program.js';

const start = program();

const LINES = 150_000;
const MAX_MEGABYTES = 120;

/** Makes Node write its peak memory, in MB, to standard error. */
const REPORT_MEMORY = {
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(
    'process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS/1024))',
  )}`,
};

describe('a file of 150,000 lines after a broken one', () => {
  const event = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos'));

  it.each(['', ' '])(
    'is read in flat memory, with %j before each line',
    async (space) => {
      const path = join(folder(), 'events.ndjson');
      const file = openSync(path, 'w');
      writeSync(file, `${space}${event.slice(0, event.indexOf(',') + 1)}\n`);
      const batch = `${space}${event}\n`.repeat(1_000);
      for (let lines = 0; lines < LINES; lines += 1_000) writeSync(file, batch);
      closeSync(file);

      // Without rows the output is short.
      const { text, exit } = start(['normalize', '--kind', 'snapshots', path], REPORT_MEMORY);
      expect(await exit).toBe(1);
      expect(text()).toContain('150,000 events read: 0 samples.\n');
      expect(text()).toContain('Rejected: 1.\n');
      expect(Number(/peak ([\d.]+)/.exec(text())?.[1])).toBeLessThan(MAX_MEGABYTES);
    },
    30_000,
  );
});
