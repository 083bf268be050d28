import { ArgumentError } from '../errors.js';
import type { ColumnKind } from './columns.js';

/** A database whose SQL this library writes. */
export type Dialect = 'postgres' | 'duckdb' | 'clickhouse';

/** The dialect's name for each type. */
export const TYPE_NAMES: Readonly<Record<Dialect, Readonly<Record<ColumnKind, string>>>> = {
  postgres: { text: 'text', whole: 'bigint', real: 'double precision', boolean: 'boolean' },
  duckdb: { text: 'VARCHAR', whole: 'BIGINT', real: 'DOUBLE', boolean: 'BOOLEAN' },
  clickhouse: { text: 'String', whole: 'Int64', real: 'Float64', boolean: 'Bool' },
};

/** @throws {ArgumentError} `argument_invalid`, for a dialect that this library does not write */
export function checkDialect(dialect: string): asserts dialect is Dialect {
  if (!Object.hasOwn(TYPE_NAMES, dialect))
    throw new ArgumentError('dialect', "'postgres', 'duckdb' or 'clickhouse'");
}

/** A text as a literal of SQL. ClickHouse reads backslashes in literals as escapes; the others take them as they are. */
export function literal(text: string, dialect: Dialect): string {
  const escaped = dialect === 'clickhouse' ? text.replaceAll('\\', '\\\\') : text;
  return `'${escaped.replaceAll("'", "''")}'`;
}

/**
 * The statement of Postgres that makes a script wait for others that hold the same lock, until the end of its transaction, which
 * a text of several statements is. Without it, `IF NOT EXISTS` fails when several processes start at once. Any number will do.
 */
export const ONE_AT_A_TIME = 'SELECT pg_advisory_xact_lock(2053206893);\n';
