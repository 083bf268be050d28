import type { Database } from './database.js';
import { openDuckDB, readDuckDB } from './duckdb.js';
import { openPostgres, readPostgres } from './postgres.js';
import type { ReadableDatabase } from './readable-database.js';
import type { StoreTarget } from './target.js';

/**
 * Opens a database to write to. If the tables are missing, it creates them and the views.
 *
 * @throws {UsageError} if the driver is missing or the database cannot be opened
 */
export function openDatabase(target: StoreTarget): Promise<Database> {
  return target.kind === 'duckdb' ? openDuckDB(target.path) : openPostgres(target);
}

/**
 * Opens a database to read.
 *
 * @throws {UsageError} if the driver is missing, the database cannot be opened, or the tables are missing
 */
export function readDatabase(target: StoreTarget): Promise<ReadableDatabase> {
  return target.kind === 'duckdb' ? readDuckDB(target.path) : readPostgres(target);
}
