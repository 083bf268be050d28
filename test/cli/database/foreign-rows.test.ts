/** Tables that other programs or older versions made, and rows that they wrote. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPostgresMissing, type PostgresServer, startPostgres } from '../../store/postgres-server.js';
import { call, folder } from '../console.js';
import { queryFile } from '../duckdb-file.js';

const EVENTS = 'test/fixtures/qss-events.json';

/** Changes of one cell, after which nothing can be reported. */
const CELLS: readonly [table: string, column: string, value: string][] = [
  ['qss_issues', 'path', "'not json SECRET'"],
  ['qss_issues', 'path', "'{}'"],
  ['qss_issues', 'path', "'[null]'"],
  ['qss_issues', 'code', "'SECRET'"],
  ['qss_samples', 'latency_ms_avg', "'NaN'"],
  ['qss_samples', 'latency_ms_avg', "'Infinity'"],
  ['qss_samples', 'mos', "'NaN'"],
  ['qss_samples', 'measured_at_ms', '9000000000000000000'],
  ['qss_samples', 'source', "'SECRET'"],
  ['qss_samples', 'span', "'SECRET'"],
  ['qss_samples', 'direction', "'SECRET'"],
  ['qss_samples', 'product', "'SECRET'"],
  ['qss_snapshots', 'event_at_ms', '-9000000000000000000'],
  ['qss_snapshots', 'product', "'SECRET'"],
];

const withIssue = JSON.stringify({
  event: 'meeting.participant_qos',
  event_ts: 1_780_000_000_000,
  payload: {
    account_id: 'a',
    object: {
      id: 1,
      uuid: 'u',
      participant: {
        user_id: '5',
        qos: [
          { date_time: '2026-05-28T20:26:40Z', type: 'audio_input', details: { avg_latency: 'garbled' } },
        ],
      },
    },
  },
});

async function fill(target: string): Promise<void> {
  await call(['normalize', '--store', target, EVENTS]);
  await call(['normalize', '--store', target], { stdin: withIssue });
}

/** A report that fails, and says where. */
async function isRefused(target: string, [table, column, value]: (typeof CELLS)[number]): Promise<void> {
  const out = join(folder(), 'report.html');
  const { status, stderr } = await call(['report', '-o', out, target]);
  expect(stderr, `${column} = ${value}`).toMatch(
    new RegExp(`column ${column} of table .*${table}.* has a value that zoom-qss does not write\\.\\n$`),
  );
  expect(stderr).not.toContain('SECRET');
  expect(status).toBe(1);
  expect(existsSync(out)).toBe(false);
}

/** What a command says of tables that are not whole. */
async function isNotOpened(target: string, expected: string): Promise<void> {
  for (const args of [
    ['report', '-o', join(folder(), 'report.html'), target],
    ['normalize', '--store', target, EVENTS],
  ]) {
    const { status, stderr } = await call(args);
    expect(stderr).toContain(expected);
    expect(status).toBe(2);
  }
}

describe('a DuckDB file', () => {
  it('is not reported on with a value that no command writes, which is named and not quoted', async () => {
    const [base, changed] = ['base.duckdb', 'changed.duckdb'].map((name) => join(folder(), name)) as [
      string,
      string,
    ];
    await fill(base);
    for (const cell of CELLS) {
      const [table, column, value] = cell;
      copyFileSync(base, changed);
      await queryFile(changed, `UPDATE ${table} SET ${column} = ${value}`);
      await isRefused(changed, cell);
    }
  });

  it('is not opened without a table or a column', async () => {
    const path = join(folder(), 'qss.duckdb');
    await fill(path);
    const change = (sql: string) => queryFile(path, sql);
    await change('ALTER TABLE qss_issues DROP COLUMN expected; ALTER TABLE qss_issues DROP COLUMN found');
    await isNotOpened(
      path,
      `${path} has a table qss_issues without found, expected. If it is of an older version`,
    );
    await change('DROP TABLE qss_issues');
    await isNotOpened(
      path,
      `${path} has no table qss_issues. Create it with \`zoom-qss schema --dialect duckdb\`.`,
    );
    const { stdout } = await call(['schema', '--dialect', 'duckdb']);
    await change(stdout);
    expect((await call(['report', '-o', join(folder(), 'report.html'), path])).status).toBe(0);
  });
});

describe.skipIf(isPostgresMissing)('a Postgres database', () => {
  let server: PostgresServer;
  let pool: Pool;
  let url: string;

  beforeAll(async () => {
    server = await startPostgres();
    pool = server.pool(1);
    url = `postgres://qss@127.0.0.1:${server.port}/postgres`;
  });
  afterAll(async () => {
    await pool?.end();
    await server?.stop();
  });
  beforeEach(async () => {
    await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await fill(url);
  });

  it('is not reported on with a value that no command writes, which is named and not quoted', async () => {
    for (const cell of CELLS) {
      const [table, column, value] = cell;
      await pool.query(`CREATE TABLE kept AS TABLE ${table}; UPDATE ${table} SET ${column} = ${value}`);
      await isRefused(url, cell);
      await pool.query(`DELETE FROM ${table}; INSERT INTO ${table} TABLE kept; DROP TABLE kept`);
    }
    expect((await call(['report', '-o', join(folder(), 'report.html'), url])).status).toBe(0);
  });

  it('is not opened without a table or a column', async () => {
    await pool.query('ALTER TABLE qss_samples DROP COLUMN mos CASCADE');
    await isNotOpened(
      url,
      'has a table qss_samples without mos. If it is of an older version, update it with',
    );
    await pool.query('DROP TABLE qss_samples CASCADE');
    await isNotOpened(url, 'has no table qss_samples. Create it with `zoom-qss schema --dialect postgres`.');
    await pool.query((await call(['schema', '--dialect', 'postgres'])).stdout);
    await pool.query('ALTER TABLE qss_issues DROP COLUMN id_hash CASCADE');
    await isNotOpened(url, 'has a table qss_issues without id_hash.');
  });
});
