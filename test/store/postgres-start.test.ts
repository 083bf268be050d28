import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tables, views } from 'zoom-qss/store';
import { isPostgresMissing, type PostgresServer, startPostgres } from './postgres-server.js';

/** What the documented server runs when it starts. */
const START = tables('postgres') + views('postgres');

describe.skipIf(isPostgresMissing)('a server that starts on Postgres', () => {
  let server: PostgresServer;
  let pool: pg.Pool;

  beforeAll(async () => {
    server = await startPostgres();
    pool = server.pool(10);
  });

  afterAll(async () => {
    await pool?.end();
    await server?.stop();
  });

  it('creates what is missing, however many start at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      await Promise.all(Array.from({ length: 8 }, () => pool.query(START)));
      const { rows } = await pool.query('SELECT count(*)::int AS count FROM qss_daily_quality');
      expect(rows).toEqual([{ count: 0 }]);
    }
  });

  it('does not wait for those who read views that are the same already', async () => {
    await pool.query(START);
    const reader = await pool.connect();
    await reader.query('BEGIN; SELECT * FROM qss_conferences');
    await pool.query(`SET LOCAL lock_timeout = '5s'; ${START}`);
    const changed = views('postgres', { lastMinutes: 30 });
    await expect(pool.query(`SET LOCAL lock_timeout = '100ms'; ${changed}`)).rejects.toThrow('lock timeout');
    await reader.query('COMMIT');
    reader.release();
    await pool.query(changed);
  });

  it('leaves a view of the user, and says so, where it would have to drop what that reads', async () => {
    const older = START.replace(
      'VIEW qss_conferences AS\nSELECT',
      'VIEW qss_conferences AS\nSELECT 1 AS other,',
    );
    await pool.query(older.replaceAll(/ \([\da-f]{16}\)/g, ' ()'));
    await pool.query('CREATE VIEW own AS SELECT other FROM qss_conferences');
    await expect(pool.query(START)).rejects.toMatchObject({ code: '2BP01' });
    await pool.query('SELECT other FROM own; DROP VIEW own');
    await pool.query(START);
    await expect(pool.query('SELECT other FROM qss_conferences')).rejects.toMatchObject({ code: '42703' });
  });

  it('has views of its own in each schema', async () => {
    await pool.query(START);
    await pool.query(`CREATE SCHEMA "Tenant"; SET LOCAL search_path = "Tenant", public; ${START}`);
    const { rows } = await pool.query(
      `SELECT count(*)::int AS count FROM pg_views WHERE schemaname = 'Tenant' AND viewname LIKE 'qss%'`,
    );
    expect(rows).toEqual([{ count: 13 }]);
  });
});
