import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { duckdbStore, type PostgresOptions, postgresStore, tables, views } from 'zoom-qss/store';
import { dump, mixedBatch, pieces } from './batches.js';
import { isPostgresMissing, startPostgres } from './postgres-server.js';

const batch = mixedBatch(1);
let expected: Awaited<ReturnType<typeof dump>>;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(tables('duckdb'));
  await duckdbStore(connection).write(batch);
  expected = await dump(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS());
  connection.closeSync();
  instance.closeSync();
});

describe('postgresStore with another driver, as docs/store.md hands it in', () => {
  const write = async (options: PostgresOptions) => {
    const store = postgresStore(options);
    for (const piece of pieces(batch, { seed: 1, size: 700, copies: 2 })) await store.write(piece);
  };

  it('stores in PGlite what it stores elsewhere', async () => {
    const db = new PGlite();
    await db.exec(tables('postgres') + views('postgres'));
    await write(db);
    expect(await dump(async (sql) => (await db.query<Record<string, unknown>>(sql)).rows)).toEqual(expected);
    expect((await db.query('SELECT * FROM qss_participants')).rows.length).toBeGreaterThan(0);
    await db.close();
    // It is compiled when it starts, which takes long on a busy machine.
  }, 300_000);

  it.skipIf(isPostgresMissing)('stores through postgres.js what it stores elsewhere', async () => {
    const server = await startPostgres();
    const sql = postgres({
      host: '127.0.0.1',
      port: server.port,
      user: 'qss',
      database: 'postgres',
      onnotice: () => {},
    });
    await sql.unsafe(tables('postgres') + views('postgres'));
    await write({ query: (text, values) => sql.unsafe(text, values) });
    expect(await dump(async (text) => await sql.unsafe<Record<string, unknown>[]>(text))).toEqual(expected);
    await sql.end();
    await server.stop();
  });
});
