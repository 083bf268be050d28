import { hasDuckDB, openDuckDB } from '../../database/duckdb.js';
import type { Records } from '../../input/read-records.js';
import type { Io } from '../../io.js';
import { UsageError } from '../../usage-error.js';
import { viewTables } from './view-tables.js';

const WITHOUT_DUCKDB =
  'DuckDB is not installed here, so there is no database: run `npm install @duckdb/node-api`, then the demo again.\n';

/** Stores what was received in a DuckDB file, and returns three of its views as tables. Without DuckDB it says so instead. */
export async function fillDatabase(path: string, records: Records, io: Io): Promise<string> {
  if (!hasDuckDB()) return WITHOUT_DUCKDB;
  try {
    const database = await openDuckDB(path);
    try {
      const { samples, snapshots, issues } = records;
      await database.store.write({ samples, snapshots, issues });
      return await viewTables(database.query, io);
    } finally {
      await database.close();
    }
  } catch (error) {
    // The demo has its samples and its report all the same.
    if (error instanceof UsageError) return `No database: ${error.message}\n`;
    throw error;
  }
}
