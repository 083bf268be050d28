import { requireFunction, requireObject } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { TABLE_NAMES } from './columns.js';
import { hasherOf } from './id-hash.js';
import { type CopyClient, writeByCopy } from './postgres-copy.js';
import { statementsOf } from './postgres-statement.js';
import { countRecords, recordsOf, rowsIn } from './rows.js';
import type { Store } from './store.js';

/** What is used of Postgres: a pool or a client of `pg` is one, and so is PGlite. */
export interface PostgresOptions {
  /** Runs one statement. A promise that resolves means that it is committed. */
  query(text: string, values: string[]): Promise<unknown>;
  /**
   * Calls `work` with a client that no one else uses meanwhile, and returns its promise. With it, batches of 200 rows and more
   * are loaded by COPY, which is faster.
   */
  copy?: ((work: (client: CopyClient) => Promise<void>) => Promise<void>) | undefined;
}

/** From how many rows a transaction with COPY is faster than a statement. */
const COPY_FROM_ROWS = 200;

/**
 * Stores batches in Postgres, whose tables `tables('postgres')` creates. Each write is one statement, or with
 * `copy` one transaction. Without `copy`, a batch with more than 64 million characters is several statements: after an error
 * some rows may be stored, and the batch can be written again.
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
      const records = recordsOf(batch);
      const count = countRecords(records);
      if (count === 0) return;
      const keyOf = await hasherOf(TABLE_NAMES.flatMap((name) => records[name].ids));
      const { copy } = options;
      if (copy !== undefined && count >= COPY_FROM_ROWS)
        try {
          await untilUndisturbed(() => copy.call(options, (client) => writeByCopy(client, records, keyOf)));
          return;
        } catch (error) {
          // One of the rows is there already, which the statement allows for.
          if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
        }
      const rows = {
        samples: rowsIn(records.samples),
        snapshots: rowsIn(records.snapshots),
        issues: rowsIn(records.issues),
      };
      for (const statement of statementsOf(rows, keyOf))
        await untilUndisturbed(() => options.query(...statement));
    },
    isDataError: (error) => DATA_ERROR.test(sqlStateOf(error)),
  };
}

/** Values that do not fit, broken constraints, and texts that are too long for an index of the user. */
const DATA_ERROR = /^(?:2[23]|54)/;

const UNIQUE_VIOLATION = '23505';

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
