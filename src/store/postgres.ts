import { requireFunction, requireObject } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { TABLE_NAMES, TABLES, type Table } from './columns.js';
import { TYPE_NAMES } from './dialect.js';
import { jsonObjectsOf } from './json-rows.js';
import { type CopyClient, writeByCopy } from './postgres-copy.js';
import { countRows, type Rows, rowsOf } from './rows.js';
import type { Store } from './store.js';
import { POSTGRES_KEY, upsert } from './upsert.js';

/** What is used of Postgres: a pool or a client of `pg` is one, and so is PGlite. */
export interface PostgresOptions {
  /** Runs one statement. A promise that resolves means that it is committed. */
  query(text: string, values: string[]): Promise<unknown>;
  /**
   * Calls `work` with a client that no one else uses meanwhile, and returns its promise. With it, batches of 500 rows and more
   * are loaded by COPY, which is faster.
   */
  copy?(work: (client: CopyClient) => Promise<void>): Promise<void>;
}

/** From how many rows a transaction with COPY is faster than a statement with JSON. */
const COPY_FROM_ROWS = 500;

/**
 * Stores batches in Postgres, whose tables `tables('postgres')` creates. Each write is one statement, or with
 * `copy` one transaction.
 *
 * @throws {ArgumentError} `argument_invalid`, for options without `query`
 * @example
 * const pool = new pg.Pool()
 * await pool.query(tables('postgres'))
 * const store = postgresStore(pool)
 */
export function postgresStore(options: PostgresOptions): Store {
  requireObject('options', options, 'a pool of pg, or an object with query');
  if (typeof options.query !== 'function') throw new ArgumentError('options.query', 'a function');
  requireFunction('options.copy', options.copy);
  return {
    async write(batch) {
      const rows = rowsOf(batch);
      const count = countRows(rows);
      if (count === 0) return;
      const { copy } = options;
      if (copy !== undefined && count >= COPY_FROM_ROWS)
        await untilUndisturbed(() => copy.call(options, (client) => writeByCopy(client, rows)));
      else await untilUndisturbed(() => options.query(...statementOf(rows)));
    },
    isDataError: (error) => /^2[23]/.test(sqlStateOf(error)),
  };
}

/** The code of an error of Postgres; its first two characters are its class. */
function sqlStateOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** A deadlock or a serialization failure: another transaction had to win. All that is written can be written again. */
const DISTURBED = /^40(?:P01|001)$/;
const MOST_TRIES = 5;

async function untilUndisturbed(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      await write();
      return;
    } catch (error) {
      if (tries === MOST_TRIES || !DISTURBED.test(sqlStateOf(error))) throw error;
    }
}

/**
 * One statement that stores the rows of all tables, and its parameters: a JSON text for each table. Postgres runs the parts
 * of such a statement from the last to the first, so that samples are stored first here too: with one order for all
 * statements, writers do not wait for each other in a circle.
 */
function statementOf(rows: Rows): [text: string, values: string[]] {
  const names = TABLE_NAMES.filter((name) => rows[name].length > 0).reverse();
  const parts = names.map((name, index) => {
    const insert = upsert(TABLES[name], recordset(TABLES[name], index + 1), POSTGRES_KEY);
    return `stored_${name} AS (\n${insert}\n)`;
  });
  return [
    `WITH ${parts.join(',\n')}\nSELECT 1`,
    names.map((name) => `[${jsonObjectsOf(TABLES[name], rows[name]).join()}]`),
  ];
}

function recordset({ columns }: Table, parameter: number): string {
  const types = columns.map(({ name, kind }) => `${name} ${TYPE_NAMES.postgres[kind]}`);
  return `json_to_recordset($${parameter}::json) AS given (${types.join(', ')})`;
}
