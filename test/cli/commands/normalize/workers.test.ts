/** `normalize --workers` as a process of its own, with threads. */
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { QSS_EXAMPLES } from '../../../events/documented.js';
import { call, folder } from '../../console.js';
import { program } from '../../program.js';

const start = program();

const EVENTS = [...QSS_EXAMPLES.values()].map((event) => JSON.stringify(event));
const QOS = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos'));
const NASTY = [
  '',
  '\r',
  'garbage',
  QOS.slice(0, 200),
  `${QOS}\r`,
  `  ${QOS}`,
  `[${EVENTS.join()}]`,
  JSON.stringify(JSON.parse(QOS), null, 2),
  QOS.replace('kbps', 'apples'),
  '{"event":"chat.message_sent","event_ts":1,"payload":{}}',
  `{"event":"x","payload":{"long":"${'é'.repeat(300_000)}"}}`,
  `[${QOS},`,
  QOS,
];
/** About 10 MB, so that workers start. */
let content = '';
beforeAll(() => {
  content = `\ufeff${`${EVENTS.join('\n')}\n`.repeat(100)}${NASTY.join('\n')}\n`.repeat(5);
});

/** Runs the command on a file, and reads everything it wrote. */
async function normalize(input: string, ...args: string[]) {
  const dir = folder();
  const files = ['rejects', 'issues'].map((name) => join(dir, name));
  const outputs = ['--rejects', files[0] ?? '', '--issues', files[1] ?? ''];
  const { child, exit } = start(['normalize', ...args, ...outputs, input]);
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    exit,
  ]);
  return { status, stdout, stderr, files: files.map((file) => readFileSync(file, 'latin1')) };
}

describe('normalize --workers', () => {
  it.each([
    ['--format', 'ndjson'],
    ['--format', 'json'],
    ['--format', 'csv', '--kind', 'samples'],
  ])(
    'writes byte for byte what one thread writes, with %s %s',
    async (...args) => {
      const path = join(folder(), 'events.ndjson');
      writeFileSync(path, content);
      const expected = await normalize(path, ...args);
      expect(expected.status).toBe(1);
      expect(expected.stderr).toContain('events.ndjson:1403: ');
      for (const workers of ['1', '2', '3']) {
        const found = await normalize(path, ...args, '--workers', workers);
        // A difference of some megabytes cannot be printed.
        expect({ ...found, stdout: found.stdout === expected.stdout }).toEqual({ ...expected, stdout: true });
      }
    },
    60_000,
  );

  it('reads standard input', async () => {
    const {
      child,
      text: written,
      exit,
    } = start(
      ['normalize', '--workers', '2', '--format', 'ndjson', '--kind', 'snapshots'],
      {},
      `${QOS}\n`.repeat(5_000),
    );
    expect(await exit).toBe(0);
    expect(written()).toBe('5,000 events read: 0 samples.\nExcluded by --kind: 5,000 events.\n');
    expect(child.exitCode).toBe(0);
  }, 30_000);

  it('ends quietly when its reader has gone', async () => {
    const { child, exit } = start(['normalize', '--workers', '2', '--format', 'ndjson'], {}, content);
    const stderr = text(child.stderr as NodeJS.ReadableStream);
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    child.stdout?.destroy();
    expect(await exit).toBe(0);
    expect(await stderr).not.toContain('events read');
  }, 30_000);

  it.runIf(process.platform === 'linux')(
    'says that standard output could not be written',
    async () => {
      const path = join(folder(), 'events.ndjson');
      writeFileSync(path, `${QOS}\n`.repeat(5_000));
      const full = openSync('/dev/full', 'w');
      const args = ['normalize', '--workers', '2', '--format', 'ndjson', path];
      const { text: written, exit } = start(args, {}, '', { stdio: ['ignore', full, 'pipe'] });
      closeSync(full);
      expect(await exit).toBe(1);
      expect(written()).toBe('zoom-qss: Cannot write standard output (ENOSPC).\n');
    },
    30_000,
  );

  it('fails if a worker cannot run, and keeps the files of the last run', async () => {
    const dir = folder();
    const [path, rejects] = [join(dir, 'events.ndjson'), join(dir, 'rejects')];
    writeFileSync(path, `${QOS}\n`.repeat(5_000));
    writeFileSync(rejects, 'of the last run');
    // Ends every thread but the first.
    const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(
      'import { isMainThread } from "node:worker_threads"; if (!isMainThread) process.exit(3)',
    )}`;
    const args = ['normalize', '--workers', '2', '--format', 'csv', '--kind', 'snapshots'];
    const { text: written, exit } = start([...args, '--rejects', rejects, path], { NODE_OPTIONS });
    expect(await exit).toBe(1);
    expect(written()).toBe('zoom-qss: A worker thread ended before its work (status 3).\n');
    expect(readFileSync(rejects, 'utf8')).toBe('of the last run');
  }, 30_000);

  it.each([
    [['--workers', '2'], 'ndjson, json or csv'],
    [['--workers', '2', '--store', 'x.duckdb'], 'ndjson, json or csv'],
    [
      [
        '--workers',
        '1',
        '--format',
        'csv',
        '--kind',
        'samples',
        '--source',
        'rest.meeting',
        '--conference',
        '1',
      ],
      'events',
    ],
    [['--workers', '65', '--format', 'json'], 'from 0 to 64'],
    [['--workers', '1.5', '--format', 'json'], 'from 0 to 64'],
    [['--workers', 'two', '--format', 'json'], 'must be a number'],
  ])('refuses %j', async (args, reason) => {
    const { status, stderr } = await call(['normalize', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain('--workers');
    expect(stderr).toContain(reason);
  });
});
