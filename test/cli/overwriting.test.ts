/** No command replaces the database that it was given, or the log that DuckDB keeps beside it. */
import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder } from './console.js';
import { countRows } from './duckdb-file.js';

const EVENTS = 'test/fixtures/qss-events.json';
const env = {
  ZOOM_WEBHOOK_SECRET_TOKEN: 'a-secret',
  ZOOM_ACCOUNT_ID: 'a',
  ZOOM_CLIENT_ID: 'b',
  ZOOM_CLIENT_SECRET: 'c',
};

/** Ways to name the database of a folder, `qss.duckdb`. */
function namesIn(dir: string): string[] {
  const database = join(dir, 'qss.duckdb');
  const [link, hardLink, linkToLog] = ['link', 'hard-link', 'link-to-log'].map((name) => join(dir, name));
  symlinkSync('qss.duckdb', link as string);
  linkSync(database, hardLink as string);
  symlinkSync('qss.duckdb.wal', linkToLog as string);
  return [database, `${dir}/./qss.duckdb`, `${database}.wal`, link, hardLink, linkToLog] as string[];
}

const COMMANDS: readonly [string, (database: string, output: string) => string[]][] = [
  ['report -o', (database, output) => ['report', '-o', output, database]],
  [
    'normalize --rejects',
    (database, output) => ['normalize', '--store', database, '--rejects', output, EVENTS],
  ],
  [
    'normalize --issues',
    (database, output) => ['normalize', '--store', database, '--issues', output, EVENTS],
  ],
  [
    'fetch --issues',
    (database, output) => ['fetch', 'meeting', '1', '--store', database, '--issues', output],
  ],
  ...['--out', '--rejects', '--issues', '--report'].map(
    (option): [string, (database: string, output: string) => string[]] => [
      `listen ${option}`,
      (database, output) => ['listen', '--port', '0', '--store', database, option, output],
    ],
  ),
];

async function filled(): Promise<{ dir: string; database: string; bytes: Buffer }> {
  const dir = folder();
  const database = join(dir, 'qss.duckdb');
  await call(['normalize', '--store', database, EVENTS]);
  return { dir, database, bytes: readFileSync(database) };
}

describe('an output that is the database, or its log', () => {
  it.each(COMMANDS)('is refused by any name: %s', async (_, argsOf) => {
    const { dir, database, bytes } = await filled();
    const isRefused = async (given: string, output: string) => {
      const { status, stderr } = await call(argsOf(given, output), { env });
      expect(stderr).toContain(`${output} is a file of the database, and would be overwritten.`);
      expect(status).toBe(2);
      expect(readFileSync(database).equals(bytes)).toBe(true);
    };
    for (const output of namesIn(dir)) await isRefused(database, output);
    const link = join(dir, 'link.duckdb');
    symlinkSync('qss.duckdb', link);
    for (const output of [database, `${database}.wal`, `${link}.wal`]) await isRefused(link, output);
    expect((await countRows(database))[0]).toBe(13);
  });
});

describe('normalize --store', () => {
  it('does not read the database that it writes', async () => {
    const { database, bytes } = await filled();
    const { status, stderr } = await call(['normalize', '--store', database, database]);
    expect(stderr).toContain('is an input and an output, and would be overwritten.');
    expect(status).toBe(2);
    expect(readFileSync(database).equals(bytes)).toBe(true);
  });
});

describe('an input that is also an output', () => {
  it.each([
    ['a link', symlinkSync],
    ['a hard link', linkSync],
  ])('is refused by %s', async (_, link) => {
    const dir = folder();
    const [input, output] = [join(dir, 'events.json'), join(dir, 'output')];
    writeFileSync(input, readFileSync(EVENTS));
    link(input, output);
    for (const args of [
      ['normalize', '--rejects', output, input],
      ['normalize', '--issues', output, input],
      ['report', '-o', output, input],
    ]) {
      const { status, stderr } = await call(args);
      expect(stderr).toContain('is an input and an output, and would be overwritten.');
      expect(status).toBe(2);
    }
  });
});

describe('demo', () => {
  it('writes through no link, and beside no log of another database', async () => {
    for (const name of ['report.html', 'qss.duckdb.wal']) {
      const dir = folder();
      symlinkSync('nowhere', join(dir, name));
      const { status, stderr } = await call(['demo', '--out', dir]);
      expect(stderr).toContain(`${name} exists: choose another folder.`);
      expect(status).toBe(2);
      expect(existsSync(join(dir, 'samples.ndjson'))).toBe(false);
    }
  });
});
