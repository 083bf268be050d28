import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isPostgresMissing, type PostgresServer, startPostgres } from '../store/postgres-server.js';
import { type Example, installExample } from './example.js';
import { idsOf, sendTraffic } from './traffic.js';

describe.skipIf(isPostgresMissing)('examples/postgres', () => {
  let example: Example;
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
    example = await installExample('postgres', inject('tarball'));
  });
  afterAll(async () => {
    await example?.remove();
    await server?.stop();
  });

  it('stores every record in fewer commits than there are events, keeps unreadable bodies, and ends on SIGTERM', async () => {
    const { port } = server;
    const service = await example.start({
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGUSER: 'qss',
      PGDATABASE: 'postgres',
    });
    const pool = server.pool(1);
    const commits = async () => {
      const { rows } = await pool.query('SELECT sum(calls) FROM statements');
      return Number(rows[0].sum);
    };
    await pool.query('CREATE TABLE statements (calls int)');
    // Called once a statement, so that statements can be counted.
    await pool.query(`
      CREATE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO statements VALUES (1); RETURN NULL; END';
      CREATE TRIGGER counted AFTER INSERT ON qss_samples FOR EACH STATEMENT EXECUTE FUNCTION count_statement();`);
    const { bodies, batch, unreadable } = await sendTraffic(service.url, {
      scenario: 'mixed',
      minutes: 5,
      faults: { duplicate: 0.02, malformed_body: 0.02, value_unreadable: 0.02 },
      concurrency: 64,
    });
    expect(await service.stop()).toBe(0);
    const ids = async (table: string) => idsOf((await pool.query(`SELECT id FROM ${table}`)).rows);
    expect(await ids('qss_samples')).toEqual(idsOf(batch.samples));
    expect(await ids('qss_snapshots')).toEqual(idsOf(batch.snapshots));
    expect((await pool.query('SELECT FROM qss_issues')).rowCount).toBeGreaterThan(0);
    expect((await pool.query('SELECT FROM unreadable')).rowCount).toBe(unreadable);
    expect(unreadable).toBeGreaterThan(0);
    expect(await commits()).toBeLessThan(bodies.length / 4);
    await pool.end();
  });
});
