import { requireObject } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { type ColumnKind, TABLE_NAMES, TABLES, type Table } from './columns.js';
import { TYPE_NAMES } from './dialect.js';
import type { Cell, Cells } from './rank.js';
import { type Records, recordsOf, rowsIn } from './rows.js';
import type { Store } from './store.js';
import { upsert } from './upsert.js';

/** What is used of a connection of `@duckdb/node-api`. */
export interface DuckDBConnectionLike {
  run(sql: string): Promise<unknown>;
  createAppender(table: string): Promise<DuckDBAppenderLike>;
}

/** What is used of an appender of `@duckdb/node-api`. */
export interface DuckDBAppenderLike {
  appendNull(): void;
  appendVarchar(value: string): void;
  appendBigInt(value: bigint): void;
  appendDouble(value: number): void;
  appendBoolean(value: boolean): void;
  endRow(): void;
  closeSync(): void;
}

/**
 * Stores batches in DuckDB, whose tables `tables('duckdb')` creates. Each write is one transaction: rows are appended to a
 * temporary table, then stored by id. Writes follow each other.
 *
 * Give it a connection of its own: a statement of yours on the same connection would become part of its transaction. If another
 * connection writes the same row meanwhile, the write is tried again, 12 times at most.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a connection
 * @example
 * const connection = await (await DuckDBInstance.create('qss.duckdb')).connect()
 * await connection.run(tables('duckdb'))
 * const store = duckdbStore(connection)
 */
export function duckdbStore(connection: DuckDBConnectionLike): Store {
  requireObject('connection', connection, 'a connection of @duckdb/node-api');
  if (typeof connection.run !== 'function' || typeof connection.createAppender !== 'function')
    throw new ArgumentError(
      'connection',
      'a connection of @duckdb/node-api, which instance.connect() returns',
    );
  let last: Promise<unknown> = Promise.resolve();
  let isPrepared = false;

  async function writeRows(batch: Parameters<Store['write']>[0]): Promise<void> {
    const records = recordsOf(batch);
    if (!isPrepared) await connection.run(CREATE_STAGES);
    isPrepared = true;
    await untilUndisturbed(() => writeOnce(records));
  }

  async function writeOnce(records: Records): Promise<void> {
    await connection.run('BEGIN');
    try {
      for (const name of TABLE_NAMES)
        if (records[name].ids.length > 0) await storeRows(connection, TABLES[name], rowsIn(records[name]));
      await connection.run('COMMIT');
    } catch (error) {
      // After a failed commit there is no transaction to roll back. The first error is the one to report.
      await connection.run('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  return {
    write(batch) {
      const written = last.then(() => writeRows(batch));
      last = written.catch(() => {});
      return written;
    },
    isDataError: (error) =>
      error instanceof Error && DATA_ERROR.test(error.message) && !CONFLICT.test(error.message),
  };
}

const DATA_ERROR = /^(?:Conversion|Constraint|Invalid Input|Out of Range) Error/;

/**
 * Another connection wrote one of the rows meanwhile. A write holds each id once, and its statement allows for those that are
 * there, so that a duplicate key comes from nowhere else.
 */
const CONFLICT =
  /^TransactionContext Error: (?:Conflict|Catalog write-write conflict|Failed to commit)|^Constraint Error: Duplicate key "id: .* violates primary key/s;

const MOST_TRIES = 12;
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 1_000;

/** The other transaction may take as long as its batch is large, so each wait is longer than the one before. */
async function untilUndisturbed(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      return await write();
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof Error && CONFLICT.test(error.message))) throw error;
      const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
}

const CREATE_STAGES = TABLE_NAMES.map((name) => {
  const table = TABLES[name];
  const columns = table.columns.map((column) => `${column.name} ${TYPE_NAMES.duckdb[column.kind]}`);
  return `CREATE TEMP TABLE IF NOT EXISTS ${stageOf(table)} (${columns.join(', ')});`;
}).join('\n');

function stageOf({ name }: Table): string {
  return `${name}_stage`;
}

async function storeRows(
  connection: DuckDBConnectionLike,
  table: Table,
  rows: Iterable<Cells>,
): Promise<void> {
  const stage = stageOf(table);
  const kinds = table.columns.map(({ kind }) => kind);
  const appender = await connection.createAppender(stage);
  try {
    for (const cells of rows) {
      for (let index = 0; index < kinds.length; index += 1)
        // A row has a cell for each column.
        appendCell(appender, cells[index] as Cell, kinds[index] as ColumnKind);
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
  const columns = table.columns.map(({ name }) => name);
  await connection.run(upsert(table, 'id', { columns, values: columns, from: stage }));
  await connection.run(`DELETE FROM ${stage}`);
}

function appendCell(appender: DuckDBAppenderLike, cell: Cell, kind: ColumnKind): void {
  if (cell === null) appender.appendNull();
  else if (kind === 'text') appender.appendVarchar(String(cell));
  else if (kind === 'real') appender.appendDouble(Number(cell));
  else if (kind === 'whole') appender.appendBigInt(BigInt(cell));
  else appender.appendBoolean(Boolean(cell));
}
