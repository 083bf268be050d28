import type { Pool, PoolClient } from 'pg';
import { postgresStore, tables, views } from '../../store/index.js';
import { UsageError } from '../usage-error.js';
import { cannotRead, withoutTables } from './cannot-read.js';
import { checkedStore } from './checked-store.js';
import { withCopy } from './copy-client.js';
import type { Database } from './database.js';
import { createPool, type Patience } from './postgres-pool.js';
import { readAhead } from './read-ahead.js';
import type { ReadableDatabase, Rows } from './readable-database.js';
import { checkTables, TABLE_LIST } from './table-columns.js';
import type { StoreTarget } from './target.js';

type Target = Extract<StoreTarget, { kind: 'postgres' }>;

const WRITING: Patience = { connectMs: 10_000, silenceMs: 60_000, closeMs: 5_000 };
/** The first rows of a report come only after all have been grouped. */
const READING: Patience = { ...WRITING, silenceMs: 900_000 };

/** Connects to Postgres. @throws {UsageError} if it cannot connect, or cannot create the tables that are missing */
export async function openPostgres(target: Target, patience = WRITING): Promise<Database> {
  const { name } = target;
  const { pool, close } = await createPool(target, patience);
  try {
    if (!(await hasTables(name, pool))) await pool.query(tables('postgres') + views('postgres'));
  } catch (error) {
    await close();
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot open ${name}: ${reasonOf(error)}`);
  }
  const store = postgresStore(await withCopy(pool));
  return { name, store: checkedStore(store, name, codeOf), close };
}

/**
 * What a reader sets: all queries see the same rows, and plans are made for reading all rows rather than the first. Without
 * sorting, the server groups in memory and reads rows by an index, where it would else sort all of them in files.
 */
const BEGIN_READING = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL cursor_tuple_fraction = 1;
SET LOCAL enable_sort = off;
SET LOCAL jit = off`;
const ROWS_A_FETCH = 2_000;

/** Connects to Postgres to read. @throws {UsageError} if it cannot connect, or the tables are missing */
export async function readPostgres(target: Target, patience = READING): Promise<ReadableDatabase> {
  const { name } = target;
  const { pool, close } = await createPool(target, patience);
  let connected: PoolClient | undefined;
  try {
    const client = await pool.connect();
    connected = client;
    if (!(await hasTables(name, client))) throw new UsageError(withoutTables(name, 'postgres'));
    await client.query(BEGIN_READING);
    let cursors = 0;
    return {
      name,
      isSlowWithTexts: false,
      number: (column) => `${column}::double precision`,
      stream(sql, values) {
        cursors += 1;
        return streamFrom(client, name, { cursor: `qss_${cursors}`, sql, values });
      },
      async close() {
        client.release(true);
        await close();
      },
    };
  } catch (error) {
    connected?.release(true);
    await close();
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot open ${name}: ${reasonOf(error)}`);
  }
}

async function* streamFrom(
  client: PoolClient,
  name: string,
  {
    cursor,
    sql,
    values,
  }: { readonly cursor: string; readonly sql: string; readonly values: readonly string[] },
): AsyncGenerator<Rows, undefined> {
  try {
    await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, [...values]);
    yield* readAhead(async (): Promise<Rows | undefined> => {
      const text = `FETCH ${ROWS_A_FETCH} FROM ${cursor}`;
      const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
      if (rows.length === 0) return undefined;
      return { count: rows.length, cell: (column, row) => rows[row]?.[column] };
    });
    return undefined;
  } catch (error) {
    throw cannotRead(name, codeOf(error), error);
  }
}

/** @throws {UsageError} if a table or a column is missing */
async function hasTables(name: string, client: Pool | PoolClient): Promise<boolean> {
  const { rows } = await client.query<[table: string, column: string]>({
    text: `SELECT wanted.name, attname
FROM unnest(ARRAY[${TABLE_LIST}]) AS wanted (name) JOIN pg_attribute ON attrelid = to_regclass(wanted.name)
WHERE attnum > 0 AND NOT attisdropped`,
    rowMode: 'array',
  });
  return checkTables(name, rows, 'postgres');
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
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return `${code}. Check that the server runs, and its host and port.`;
  return code === 'connection lost' || code === 'ETIMEDOUT' ? 'the server does not answer.' : `${code}.`;
}
