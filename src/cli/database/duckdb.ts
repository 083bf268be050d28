import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type DuckDBConnectionLike, duckdbStore, tables, views } from '../../store/index.js';
import { UsageError } from '../usage-error.js';
import { cannotRead, withoutTables } from './cannot-read.js';
import { checkedStore } from './checked-store.js';
import type { Database } from './database.js';
import { readAhead } from './read-ahead.js';
import type { ReadableDatabase, Rows } from './readable-database.js';
import { checkTables, TABLE_LIST } from './table-columns.js';

const PACKAGE = '@duckdb/node-api';

/** What is used of `@duckdb/node-api`. */
interface DuckDB {
  readonly DuckDBInstance: {
    create(path: string, options?: Readonly<Record<string, string>>): Promise<Instance>;
  };
}

interface Instance {
  connect(): Promise<Connection>;
  closeSync(): void;
}

interface Connection extends DuckDBConnectionLike {
  runAndReadAll(sql: string): Promise<{ getRowsJS(): unknown[][] }>;
  stream(sql: string, values: string[]): Promise<{ fetchChunk(): Promise<Chunk | null> }>;
  closeSync(): void;
}

interface Chunk {
  readonly rowCount: number;
  readonly columnCount: number;
  getColumnVector(column: number): { getItem(row: number): unknown };
}

/** A DuckDB file that can also be read. */
export interface DuckDBFile extends Database {
  query(sql: string): Promise<unknown[][]>;
}

/** Opens or creates a DuckDB file. @throws {UsageError} if the package is not installed, or the file cannot be opened */
export async function openDuckDB(path: string): Promise<DuckDBFile> {
  const { DuckDBInstance } = loadDuckDB();
  // Readable by the owner only, as every file of samples is. DuckDB makes more files beside it while it runs.
  process.umask(0o077);
  let opened: Instance | undefined;
  try {
    const instance = await DuckDBInstance.create(path);
    opened = instance;
    const connection = await instance.connect();
    if (!(await hasTables(path, connection))) await connection.run(tables('duckdb') + views('duckdb'));
    return {
      name: path,
      store: checkedStore(duckdbStore(connection), path, kindOf),
      query: async (sql) => (await connection.runAndReadAll(sql)).getRowsJS(),
      async close(work) {
        await Promise.allSettled([work]);
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    opened?.closeSync();
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot open ${path}: ${reasonOf(error)}`);
  }
}

/** How much memory DuckDB takes to sort. It keeps the rest in temporary files. */
const READ_MEMORY = '256MB';
const READ_THREADS = '2';

/**
 * Opens a DuckDB file to read.
 *
 * @throws {UsageError} if the package is not installed, or the file cannot be opened or has no tables
 */
export async function readDuckDB(path: string): Promise<ReadableDatabase> {
  const { DuckDBInstance } = loadDuckDB();
  // What does not fit into memory is as personal as the file.
  const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.umask(0o077);
  let opened: Instance | undefined;
  try {
    const instance = await DuckDBInstance.create(path, {
      access_mode: 'READ_ONLY',
      memory_limit: READ_MEMORY,
      threads: READ_THREADS,
      temp_directory: folder,
      preserve_insertion_order: 'false',
    });
    opened = instance;
    const connection = await instance.connect();
    const isFilled = await hasTables(path, connection);
    connection.closeSync();
    if (!isFilled) throw new UsageError(withoutTables(path, 'duckdb'));
    return {
      name: path,
      isSlowWithTexts: true,
      // Numbers without null are read several times faster. A NaN, which no command writes, becomes infinite, to be told from null.
      number: (column) =>
        `coalesce(if(isnan(${column}::DOUBLE), 'Infinity'::DOUBLE, ${column}::DOUBLE), 'NaN'::DOUBLE)`,
      stream: (sql, values) => streamFrom(instance, path, sql, values),
      async close() {
        instance.closeSync();
        removeFolder();
      },
    };
  } catch (error) {
    opened?.closeSync();
    removeFolder();
    if (error instanceof UsageError) throw error;
    const reason = reasonOf(error);
    const hint = reason === IN_USE ? ' Or start `listen` with --report, which makes one when it stops.' : '';
    throw new UsageError(`Cannot open ${path}: ${reason}${hint}`);
  }
}

/** Each query has a connection of its own: the next query of a connection would end it. */
async function* streamFrom(
  instance: Instance,
  path: string,
  sql: string,
  values: readonly string[],
): AsyncGenerator<Rows, undefined> {
  const connection = await instance.connect();
  try {
    const result = await connection.stream(sql, [...values]);
    yield* readAhead(async () => {
      const chunk = await result.fetchChunk();
      return chunk === null || chunk.rowCount === 0 ? undefined : rowsOf(chunk);
    });
    return undefined;
  } catch (error) {
    throw cannotRead(path, kindOf(error), error);
  } finally {
    connection.closeSync();
  }
}

function rowsOf(chunk: Chunk): Rows {
  const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
  return {
    count: chunk.rowCount,
    cell(column, row) {
      const cell = vectors[column]?.getItem(row);
      return Number.isNaN(cell) ? null : cell;
    },
  };
}

/** Whether DuckDB is installed where the command runs. */
export function hasDuckDB(): boolean {
  try {
    packagesHere().resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}

function loadDuckDB(): DuckDB {
  if (!hasDuckDB())
    throw new UsageError(
      `DuckDB is not installed here: run \`npm install ${PACKAGE}\` in this folder first.`,
    );
  try {
    // The package is that of the name, and the interface has what is used of it.
    return packagesHere()(PACKAGE) as DuckDB;
  } catch {
    throw new UsageError(`DuckDB cannot be loaded: run \`npm install ${PACKAGE}\` in this folder again.`);
  }
}

/** The packages of the folder in which the command runs: its own are bundled, and a native one cannot be. */
function packagesHere(): NodeJS.Require {
  return createRequire(resolve('package.json'));
}

/** @throws {UsageError} if a table or a column is missing */
async function hasTables(path: string, connection: Connection): Promise<boolean> {
  const found = await connection.runAndReadAll(
    `SELECT table_name, column_name FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = current_schema() AND table_name IN (${TABLE_LIST})`,
  );
  // Both columns are texts.
  return checkTables(path, found.getRowsJS() as [string, string][], 'duckdb');
}

/** `IO Error`: what follows in a message of DuckDB may quote a row. */
function kindOf(error: unknown): string {
  return /^[A-Z][A-Za-z ]* Error(?=:)/.exec(messageOf(error))?.[0] ?? 'unknown error';
}

const IN_USE =
  'another process has it open, and DuckDB lets only one. Stop that, such as a `zoom-qss listen`, first.';

/** Why a file cannot be opened. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  if (message.includes('Could not set lock')) return IN_USE;
  if (message.includes('not a valid DuckDB database')) return 'it is not a DuckDB file.';
  if (message.includes('database does not exist')) return 'it does not exist.';
  if (message.includes('No such file or directory')) return 'its folder does not exist.';
  return `${kindOf(error)}.`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
