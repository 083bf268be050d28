import { ArgumentError } from '../errors.js';
import { TABLE_NAMES, TABLES, type Table, type TableColumn } from './columns.js';
import { checkDialect, type Dialect, literal } from './dialect.js';
import { describe, typeOf } from './tables.js';
import { columnsSince, SCHEMA_VERSION } from './versions.js';

/**
 * Returns the SQL that brings tables of an older version of the schema up to date: each column that was added since. It is
 * empty for the current version. The comment on each table says its version. Create the views again afterwards.
 *
 * @param from the version of the tables
 * @throws {ArgumentError} `argument_invalid`, for another dialect, or a version that does not exist
 * @example
 * await pool.query(migrations('postgres', 1))
 */
export function migrations(dialect: Dialect, from: number): string {
  checkDialect(dialect);
  if (!Number.isInteger(from) || from < 1 || from > SCHEMA_VERSION)
    throw new ArgumentError('from', `a version of the schema, 1 to ${SCHEMA_VERSION}`);
  return TABLE_NAMES.map((name) => addColumns(dialect, TABLES[name], columnsSince(name, from))).join('');
}

/** The SQL that adds columns to a table. Existing rows have nothing to put into a new column, so that all are nullable. */
export function addColumns(dialect: Dialect, { name }: Table, columns: readonly TableColumn[]): string {
  const statements = columns.flatMap((column) => {
    const comment = literal(describe(column), dialect);
    const type = typeOf({ ...column, nullable: true }, dialect);
    const add = `ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS ${column.name} ${type}`;
    return dialect === 'clickhouse'
      ? [`${add} COMMENT ${comment}`]
      : [add, `COMMENT ON COLUMN ${name}.${column.name} IS ${comment}`];
  });
  return statements.map((statement) => `${statement};\n`).join('');
}
