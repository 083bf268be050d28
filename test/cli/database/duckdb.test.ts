import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { tables } from 'zoom-qss/store';
import { QSS_EXAMPLES } from '../../events/documented.js';
import { eventBody, signedNow } from '../../webhooks/zoom.js';
import { call, folder } from '../console.js';
import { countRows, queryFile } from '../duckdb-file.js';
import { program } from '../program.js';

const QSS_FILE = 'test/fixtures/qss-events.json';
const SECRET = 'a-secret-of-the-test';
const start = program();
/** Tables that no store can write to by id. */
const WITHOUT_KEYS = tables('duckdb').replaceAll(' PRIMARY KEY', '');

/** Starts a receiver that stores in a database of a folder. */
async function listen(dir: string, ...args: string[]) {
  const listener = start(['listen', '--port', '0', '--store', join(dir, 'qss.duckdb'), ...args], {
    ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
  });
  const [, url = ''] = await listener.seen(/Listening on (\S+),/);
  const send = async (body: string) =>
    (await fetch(url, { method: 'POST', body, headers: signedNow(body, SECRET) })).status;
  return { ...listener, send };
}

describe('normalize --store', () => {
  it('stores rows and issues in a DuckDB file of the owner’s, once, with the views', async () => {
    const path = join(folder(), 'qss.duckdb');
    const { status, stdout, stderr } = await call(['normalize', '--store', path, QSS_FILE]);
    expect(stderr).toBe(`14 events read: 13 samples, 6 snapshots.\n19 rows stored in ${path}.\n`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(statSync(path).mode & 0o077).toBe(0);
    await call(['normalize', '--store', path, QSS_FILE]);
    expect(await countRows(path)).toEqual([13, 6, 0]);
    const [row] = await queryFile(path, 'SELECT count(*)::INTEGER FROM qss_participants');
    expect(row?.[0]).toBeGreaterThan(0);
  });

  it('writes to standard output as well if a format is given', async () => {
    const path = join(folder(), 'qss.duckdb');
    const args = ['--format', 'ndjson', '--kind', 'snapshots'];
    const { stdout } = await call(['normalize', '--store', path, ...args, QSS_FILE]);
    expect(stdout).toBe((await call(['normalize', ...args, QSS_FILE])).stdout);
    expect(await countRows(path)).toEqual([0, 6, 0]);
  });

  it('keeps issues of a whole event by the event', async () => {
    const path = join(folder(), 'qss.duckdb');
    const events = ['meeting.participant_qos', 'webinar.participant_qos'].map((name) =>
      JSON.stringify(QSS_EXAMPLES.get(name)).replace(/"account_id":"[^"]*",?/, ''),
    );
    await call(['normalize', '--store', path], { stdin: events.join('\n') });
    expect((await countRows(path))[2]).toBe(2);
  });

  it('stores more rows than one write takes', async () => {
    const path = join(folder(), 'qss.duckdb');
    const text = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos'));
    const stdin = Array.from({ length: 6_000 }, (_, at) =>
      text.replace(/"event_ts":\d+/, `"event_ts":${1_780_000_000_000 + at}`),
    ).join('\n');
    const { stderr } = await call(['normalize', '--store', path], { stdin });
    const [samples] = /(\d+) samples/.exec(stderr.replaceAll(',', '')) ?? [];
    expect(`${(await countRows(path))[0]} samples`).toBe(samples);
  });

  it('leaves the tables and views of a file as they are', async () => {
    const path = join(folder(), 'qss.duckdb');
    await call(['normalize', '--store', path, QSS_FILE]);
    await queryFile(path, 'CREATE OR REPLACE VIEW qss_participants AS SELECT 42 AS mine');
    await call(['normalize', '--store', path, QSS_FILE]);
    expect(await queryFile(path, 'SELECT mine FROM qss_participants')).toEqual([[42]]);
  });

  it.each([
    ['nowhere/qss.duckdb', 'Cannot open nowhere/qss.duckdb: its folder does not exist.'],
    ['mysql://user:hidden@host/qss', '--store must be a DuckDB file'],
  ])('says what is wrong with %j', async (target, message) => {
    const { status, stderr } = await call(['normalize', '--store', target, QSS_FILE]);
    expect(stderr).toContain(`zoom-qss: ${message}`);
    expect(stderr).not.toContain('hidden');
    expect(status).toBe(2);
  });

  it('refuses another file than one of DuckDB', async () => {
    const path = join(folder(), 'text.duckdb');
    writeFileSync(path, 'not a database, but some text that is long enough to be one\n'.repeat(100));
    const { status, stderr } = await call(['normalize', '--store', path, QSS_FILE]);
    expect(stderr).toContain(`zoom-qss: Cannot open ${path}: it is not a DuckDB file.\n`);
    expect(status).toBe(2);
  });

  it('says what to install where DuckDB is missing', async () => {
    const normalize = start(['normalize', '--store', 'qss.duckdb'], {}, '', { cwd: folder() });
    expect(await normalize.exit).toBe(2);
    expect(normalize.text()).toContain('DuckDB is not installed here: run `npm install @duckdb/node-api`');
  });

  it('says so if the database refuses to be written, without payload text', async () => {
    const path = join(folder(), 'qss.duckdb');
    await queryFile(path, WITHOUT_KEYS);
    const { status, stderr } = await call(['normalize', '--store', path, QSS_FILE]);
    expect(stderr).toMatch(/^zoom-qss: Cannot write to .*qss\.duckdb \([A-Z][a-z]+ Error\)\.\n$/);
    expect(status).toBe(1);
  });
});

/** Creates a file that rejects the rows of webinars for their data. */
async function withoutWebinars(path: string): Promise<void> {
  const schema = tables('duckdb').replaceAll(
    'product VARCHAR NOT NULL',
    "product VARCHAR NOT NULL CHECK (product <> 'webinar')",
  );
  await queryFile(path, schema);
}

describe('a database that rejects a row for its data', () => {
  it('gets the other rows from normalize, which counts those', async () => {
    const path = join(folder(), 'qss.duckdb');
    await withoutWebinars(path);
    const { status, stderr } = await call(['normalize', '--store', path, QSS_FILE]);
    const [, stored, rejected] =
      /(\d+) rows stored in .*; (\d+) rows rejected by the database\.\n$/.exec(stderr) ?? [];
    expect(Number(stored) + Number(rejected)).toBe(19);
    expect(Number(rejected)).toBeGreaterThan(0);
    const [samples, snapshots] = await countRows(path);
    expect(Number(samples) + Number(snapshots)).toBe(Number(stored));
    expect(status).toBe(1);
  });

  it('makes listen keep the whole event in the rejects, and answer it', async () => {
    const dir = folder();
    await withoutWebinars(join(dir, 'qss.duckdb'));
    const { send, child, exit, text } = await listen(dir);
    const body = eventBody('webinar.participant_qos');
    expect(await send(body)).toBe(200);
    expect(await send(eventBody('meeting.participant_qos'))).toBe(200);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(text()).toContain('rejected a body (Constraint Error), see the rejects file');
    expect(readFileSync(join(dir, 'qss.rejects.ndjson'), 'utf8')).toBe(`${body}\n`);
    expect((await countRows(join(dir, 'qss.duckdb')))[0]).toBeGreaterThan(0);
  });
});

describe('listen --store', () => {
  it('commits before it answers: killed at once, nothing acknowledged is lost', async () => {
    const dir = folder();
    const { send, child, exit } = await listen(dir);
    expect(await send(eventBody('meeting.participant_qos'))).toBe(200);
    expect(await send(eventBody('meeting.participant_data'))).toBe(200);
    child.kill('SIGKILL');
    await exit;
    const [samples, snapshots] = await countRows(join(dir, 'qss.duckdb'));
    expect(samples).toBeGreaterThan(0);
    expect(snapshots).toBeGreaterThan(0);
  });

  it('writes the same rows beside --out, and keeps unknown events beside the database', async () => {
    const dir = folder();
    const out = join(dir, 'samples.ndjson');
    const { send, child, exit, text } = await listen(dir, '--out', out);
    await send(eventBody('webinar.participant_qos'));
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(text()).toContain(`writing to ${out} and ${join(dir, 'qss.duckdb')}.`);
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect((await countRows(join(dir, 'qss.duckdb')))[0]).toBe(lines.length);

    const alone = await listen(dir);
    await alone.send('{"event":"something.new","event_ts":1,"payload":{}}');
    alone.child.kill('SIGTERM');
    expect(await alone.exit).toBe(0);
    expect(readFileSync(join(dir, 'qss.rejects.ndjson'), 'utf8')).toContain('something.new');
  });

  it('makes its report of the database alone, with what it could not read', async () => {
    const dir = folder();
    const [report, other] = [join(dir, 'report.html'), join(dir, 'other.html')];
    const { send, child, exit, text } = await listen(dir, '--report', report);
    await send(eventBody('meeting.participant_qos'));
    await send('{"event":"meeting.participant_qos","event_ts":1}');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(text()).toMatch(/Wrote .*report\.html: [1-9]\d* samples?\.\n$/);
    const page = readFileSync(report, 'utf8');
    expect(page).toContain('"unreadable":1');
    await call(['report', '-o', other, join(dir, 'qss.duckdb')]);
    const participants = /"participants":.*/;
    expect(participants.exec(readFileSync(other, 'utf8'))?.[0]).toBe(participants.exec(page)?.[0]);
  });

  it('does not start on a file that another process has open', async () => {
    const dir = folder();
    await listen(dir);
    const args = ['--store', join(dir, 'qss.duckdb'), '--rejects', join(dir, 'other.ndjson')];
    const second = start(['listen', '--port', '0', ...args], { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET });
    expect(await second.exit).toBe(2);
    expect(second.text()).toContain('another process has it open');
  });

  it('answers 500 while the database fails, so that Zoom retries', async () => {
    const dir = folder();
    const instance = await DuckDBInstance.create(join(dir, 'qss.duckdb'));
    const connection = await instance.connect();
    await connection.run(WITHOUT_KEYS);
    connection.closeSync();
    instance.closeSync();
    const { send, child, exit, text } = await listen(dir);
    expect(await send(eventBody('meeting.participant_qos'))).toBe(500);
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
    expect(text()).toMatch(/failed to store an event \([A-Z][a-z]+ Error\); Zoom will retry/);
  });
});
