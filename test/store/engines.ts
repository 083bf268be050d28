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
  { dialect: 'duckdb', isMissing: false, open: openDuckDB },
  { dialect: 'postgres', isMissing: isPostgresMissing, open: openPostgres },
  // `scripts/clickhouse.sh` installs it.
  ...(isChdbMissing ? [] : [{ dialect: 'clickhouse', isMissing: false, open: openChdb } as const]),
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

async function openPostgres(): Promise<Engine> {
  const server = await startPostgres();
  const pool = server.pool(4);
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
