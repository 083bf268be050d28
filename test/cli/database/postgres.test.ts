import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator } from 'zoom-qss/testing';
import { isPostgresMissing, type PostgresServer, startPostgres } from '../../store/postgres-server.js';
import { eventBody, signedNow } from '../../webhooks/zoom.js';
import { call, folder } from '../console.js';
import { program } from '../program.js';

const QSS_FILE = 'test/fixtures/qss-events.json';
const SECRET = 'a-secret-of-the-test';
const PASSWORD = 'p@ss/word of the test';
const start = program();

describe.skipIf(isPostgresMissing)('--store postgres://', () => {
  let server: PostgresServer;
  let pool: Pool;
  let host: string;
  let url: string;

  beforeAll(async () => {
    server = await startPostgres();
    pool = server.pool(2);
    host = `127.0.0.1:${pool.options.port}`;
    url = `postgres://qss@${host}/postgres`;
    await pool.query(`CREATE ROLE locked LOGIN PASSWORD '${PASSWORD}'`);
    await pool.query('GRANT ALL ON SCHEMA public TO locked');
    await pool.query('CREATE ROLE poor LOGIN');
    const { rows } = await pool.query<{ hba_file: string }>('SHOW hba_file');
    const [{ hba_file: file } = { hba_file: '' }] = rows;
    writeFileSync(file, `host all locked 127.0.0.1/32 scram-sha-256\n${readFileSync(file, 'utf8')}`);
    await pool.query('SELECT pg_reload_conf()');
  });
  afterAll(async () => {
    await pool?.end();
    await server?.stop();
  });
  beforeEach(() =>
    pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO locked'),
  );

  const count = async (table: string) =>
    Number((await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);
  const normalize = (target: string, env: Record<string, string> = {}) =>
    call(['normalize', '--store', target, QSS_FILE], { env });

  it('creates tables and views, and stores each row once', async () => {
    await normalize(url);
    const { status, stdout, stderr } = await normalize(url);
    expect(stderr).toContain(`19 rows stored in postgres://${host}/postgres.\n`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect([await count('qss_samples'), await count('qss_snapshots')]).toEqual([13, 6]);
    expect(await count('qss_participants')).toBeGreaterThan(0);
  });

  it('loads many rows by COPY', async () => {
    await pool.query((await call(['schema', '--dialect', 'postgres', '--views'])).stdout);
    await pool.query(`CREATE TABLE written (statement text);
      CREATE FUNCTION keep_statement() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN INSERT INTO written VALUES (current_query()); RETURN NULL; END $$;
      CREATE TRIGGER keep_statement AFTER INSERT ON qss_samples EXECUTE FUNCTION keep_statement()`);
    const bodies = [...createSimulator({ minutes: 15 })].map(({ body }) => body);
    const { status } = await call(['normalize', '--store', url, '-'], { stdin: bodies.join('\n') });
    expect(status).toBe(0);
    expect(await count('qss_samples')).toBeGreaterThan(500);
    const { rows } = await pool.query<{ statement: string }>('SELECT DISTINCT statement FROM written');
    expect(rows.map(({ statement }) => statement.slice(0, 17))).toEqual(['COPY qss_samples ']);
  });

  it('commits before listen answers', async () => {
    const listener = start(
      ['listen', '--port', '0', '--store', url],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      '',
      {
        cwd: folder(),
      },
    );
    const [, address = ''] = await listener.seen(/Listening on (\S+),/);
    const body = eventBody('meeting.participant_qos');
    const answer = await fetch(address, { method: 'POST', body, headers: signedNow(body, SECRET) });
    expect(answer.status).toBe(200);
    expect(await count('qss_samples')).toBeGreaterThan(0);
    listener.child.kill('SIGTERM');
    expect(await listener.exit).toBe(0);
  });

  it('takes a password from PGPASSWORD, or with its URL from ZOOM_QSS_STORE', async () => {
    const locked = `postgres://locked@${host}/postgres`;
    expect((await normalize(locked, { PGPASSWORD: PASSWORD })).status).toBe(0);
    const secret = locked.replace('@', `:${encodeURIComponent(PASSWORD)}@`);
    const { status, stderr } = await normalize('postgres://', { ZOOM_QSS_STORE: secret });
    expect(status).toBe(0);
    expect(stderr).not.toContain('word of the test');
    for (const env of [{}, { PGPASSWORD: 'wrong' }]) {
      const refused = await normalize(locked, env);
      expect(refused.stderr).toContain('the server refused the user or the password.');
      expect(refused.status).toBe(2);
    }
  });

  it('says why it cannot store', async () => {
    const poor = await normalize(url.replace('qss@', 'poor@'));
    expect(poor.stderr).toContain('the tables are missing, and the user may not create them.');
    const lost = await normalize(url.replace(/postgres$/, 'nowhere'));
    expect(lost.stderr).toContain('the server has no such database.');
    const closed = await normalize('postgres://qss@127.0.0.1:1/postgres');
    expect(closed.stderr).toContain(
      'Cannot open postgres://127.0.0.1:1/postgres: ECONNREFUSED. Check that the server runs, and its host and port.\n',
    );
    for (const { status } of [poor, lost, closed]) expect(status).toBe(2);
  });

  it('says what a report cannot read, without the password', async () => {
    const out = join(folder(), 'report.html');
    const empty = await call(['report', '-o', out, url]);
    expect(empty.stderr).toMatch(
      /\/postgres has no table qss_samples\. .*`zoom-qss schema --dialect postgres`/,
    );
    await normalize(url);
    const locked = url.replace('qss@', 'locked@');
    const denied = await call(['report', '-o', out, locked], { env: { PGPASSWORD: PASSWORD } });
    expect(denied.stderr).toBe(
      `zoom-qss: Cannot read postgres://${host}/postgres (42501: permission denied).\n`,
    );
    const wrong = await call(['report', '-o', out, locked], { env: { PGPASSWORD: 'wrong' } });
    expect(wrong.stderr).toContain('the server refused the user or the password.');
    expect([empty, denied, wrong].map(({ status }) => status)).toEqual([2, 1, 2]);
    expect(existsSync(out)).toBe(false);
  });

  it('runs what schema prints', async () => {
    const { stdout } = await call(['schema', '--dialect', 'postgres', '--views']);
    await pool.query(stdout);
    expect(await count('qss_daily_quality')).toBe(0);
  });
});

describe('a password in an argument', () => {
  it.each([
    'postgres://qss:hidden@localhost/qss',
    'postgres://qss@localhost/qss?password=hidden',
    'postgres://qss:hid#den@localhost/qss',
    'postgres://qss:12/hidden@localhost/qss',
    'postgres://qss:12?hidden@localhost/qss',
    'postgresql://:hidden@localhost/',
    'postgres:hidden',
  ])('is refused and not repeated: %s', async (target) => {
    for (const command of [
      ['normalize', '--store', target],
      ['listen', '--store', target],
    ]) {
      const { status, stderr } = await call(command, { env: { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET } });
      expect(stderr).toMatch(/--store must /);
      expect(stderr).not.toMatch(/hid|den/);
      expect(status).toBe(2);
    }
  });

  it('is asked for by the variable that may hold one', async () => {
    const { status, stderr } = await call(['normalize', '--store', 'postgres://']);
    expect(stderr).toContain('postgres:// alone takes the URL from ZOOM_QSS_STORE, which is not set.');
    expect(status).toBe(2);
  });
});
