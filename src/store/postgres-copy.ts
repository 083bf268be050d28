import { TABLE_NAMES, TABLES, type Table } from './columns.js';
import { binaryPieces } from './postgres-binary.js';
import { keyedColumns } from './postgres-statement.js';
import type { Cells } from './rank.js';
import { type Records, rowsIn, type TableRecords } from './rows.js';

/** A client of Postgres that no one else uses meanwhile. */
export interface CopyClient {
  /** Runs one statement. */
  query(text: string): Promise<unknown>;
  /** Sends the pieces to a `COPY … FROM STDIN` statement, and resolves once the server has taken them. */
  copyFrom(text: string, pieces: Iterable<Uint8Array>): Promise<unknown>;
}

type KeyOf = (id: string) => string;

/**
 * Stores records that are new, in one transaction: nearly all are, and looking for those that are not would take a fifth of the
 * time. If a row is there already, this is an error 23505, as early as the server comes upon it, and nothing is stored.
 *
 * @param keyOf the key of a row by its id
 */
export async function writeByCopy(client: CopyClient, records: Records, keyOf: KeyOf): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const name of TABLE_NAMES)
      if (records[name].ids.length > 0) await copyRows(client, TABLES[name], records[name], keyOf);
    await client.query('COMMIT');
  } catch (error) {
    // The first error is the one to report.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Rows are made while the server takes those before. */
async function copyRows(
  client: CopyClient,
  table: Table,
  records: TableRecords,
  keyOf: KeyOf,
): Promise<void> {
  let unfit: unknown;
  function* rows(): Generator<Cells> {
    try {
      yield* rowsIn(records);
    } catch (error) {
      // Thrown from here, it would come back as whatever the driver makes of it.
      unfit = error;
    }
  }
  const kinds = table.columns.map(({ kind }) => kind);
  await client.copyFrom(
    `COPY ${table.name} (${keyedColumns(table).join(', ')}) FROM STDIN (FORMAT binary)`,
    binaryPieces(rows(), kinds, keyOf),
  );
  if (unfit !== undefined) throw unfit;
}
