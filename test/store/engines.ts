import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbStore, postgresStore, type Store } from 'zoom-qss/store';
import { isChdbMissing, openChdb } from './chdb.js';
import { isPostgresMissing, startPostgres } from './postgres-server.js';

/** A real database, as the tests of SQL use it. */
export interface Engine {
  readonly store: Store;
  /** Runs statements. */
  run(sql: string): Promise<unknown>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const ENGINES = [
  { name: 'duckdb', dialect: 'duckdb', isMissing: false, open: openDuckDB },
  { name: 'postgres', dialect: 'postgres', isMissing: isPostgresMissing, open: () => openPostgres() },
  {
    name: 'postgres in English',
    dialect: 'postgres',
    isMissing: isPostgresMissing,
    open: () => openPostgres("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"),
  },
  // `scripts/clickhouse.sh` installs it.
  ...(isChdbMissing
    ? []
    : [{ name: 'clickhouse', dialect: 'clickhouse', isMissing: false, open: openChdb } as const]),
] as const;

async function openDuckDB(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  return {
    store: duckdbStore(connection),
    run: (sql) => connection.run(sql),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** @param options of the database; without them texts are ordered by their bytes */
async function openPostgres(options = ''): Promise<Engine> {
  const server = await startPostgres();
  const admin = server.pool(1);
  await admin.query(`CREATE DATABASE qss ${options}`);
  await admin.end();
  const pool = server.pool(4, 'qss');
  return {
    store: postgresStore(pool),
    run: (sql) => pool.query(sql),
    rows: async (sql) => (await pool.query<Record<string, unknown>>(sql)).rows,
    async close() {
      await pool.end();
      await server.stop();
    },
  };
}
