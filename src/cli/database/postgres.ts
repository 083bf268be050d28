import type { Pool } from 'pg';
import { postgresStore, tables, views } from '../../store/index.js';
import { UsageError } from '../usage-error.js';
import { checkedStore } from './checked-store.js';
import { withCopy } from './copy-client.js';
import type { Database } from './database.js';
import type { ReadableDatabase } from './read-database.js';
import type { StoreTarget } from './target.js';

const CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 10_000;

/** Connects to Postgres. @throws {UsageError} if it cannot connect, or cannot create the tables that are missing */
export async function openPostgres(target: Extract<StoreTarget, { kind: 'postgres' }>): Promise<Database> {
  const { name } = target;
  const pool = await createPool(target);
  try {
    const { rows } = await pool.query<{ found: boolean }>(
      "SELECT to_regclass('qss_samples') IS NOT NULL AS found",
    );
    if (rows[0]?.found !== true) await pool.query(tables('postgres') + views('postgres'));
  } catch (error) {
    await pool.end();
    throw new UsageError(`Cannot open ${name}: ${reasonOf(error)}`);
  }
  const store = postgresStore(await withCopy(pool));
  return { name, store: checkedStore(store, name, codeOf), close: () => pool.end() };
}

/** Connects to Postgres to read. @throws {UsageError} if it cannot connect */
export async function readPostgres(
  target: Extract<StoreTarget, { kind: 'postgres' }>,
): Promise<ReadableDatabase> {
  const { name } = target;
  const pool = await createPool(target);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw new UsageError(`Cannot open ${name}: ${reasonOf(error)}`);
  }
  return {
    name,
    rows: async (sql) => (await pool.query<Record<string, unknown>>(sql)).rows,
    close: () => pool.end(),
  };
}

async function createPool({ url, password }: Extract<StoreTarget, { kind: 'postgres' }>): Promise<Pool> {
  // Loaded only by those who need it, so that start-up stays fast.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    ...(url !== undefined && { connectionString: url }),
    ...(url === undefined && password !== undefined && { password }),
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'zoom-qss',
  });
  // An idle client that loses its server is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** An SQLSTATE or a code of the operating system. */
function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : 'connection lost';
}

/** Why a database cannot be opened. The messages of the driver are not repeated: they may quote the URL. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const isPasswordMissing = error instanceof Error && /client password must be/.test(error.message);
  if (isPasswordMissing || code.startsWith('28'))
    return 'the server refused the user or the password. The password comes from PGPASSWORD.';
  if (code === '3D000') return 'the server has no such database.';
  // Without a right to use any schema, the server finds none to create tables in.
  if (code === '42501' || code === '3F000')
    return 'the tables are missing, and the user may not create them. See `zoom-qss schema`.';
  return code === 'connection lost' ? 'the server does not answer.' : `${code}.`;
}
