import { TABLE_NAMES, TABLES } from '../../store/columns.js';
import type { Dialect } from '../../store/index.js';
import { POSTGRES_KEY } from '../../store/postgres-statement.js';
import { printable } from '../output/printable.js';
import { UsageError } from '../usage-error.js';

/** A table and one of its columns, as a database has them. */
export type FoundColumn = readonly [table: string, column: string];

/** The tables, as a list of SQL. */
export const TABLE_LIST: string = TABLE_NAMES.map((name) => `'${TABLES[name].name}'`).join(', ');

/**
 * Checks that a database has all tables, or none, and that they have all columns.
 *
 * @returns whether there are tables
 * @throws {UsageError} if something is missing
 */
export function checkTables(
  name: string,
  found: readonly FoundColumn[],
  dialect: Exclude<Dialect, 'clickhouse'>,
): boolean {
  if (found.length === 0) return false;
  for (const tableName of TABLE_NAMES) {
    const { name: table, columns } = TABLES[tableName];
    const there = new Set(found.filter(([of]) => of === table).map(([, column]) => column));
    if (there.size === 0)
      throw new UsageError(
        `${printable(name)} has no table ${table}. Create it with \`zoom-qss schema --dialect ${dialect}\`.`,
      );
    const needed = [...(dialect === 'postgres' ? [POSTGRES_KEY] : []), ...columns.map((each) => each.name)];
    const missing = needed.filter((column) => !there.has(column));
    if (missing.length > 0)
      throw new UsageError(
        `${printable(name)} has a table ${table} without ${listed(missing)}. If it is of an older version, update it with \`migrations\` of zoom-qss/store; \`zoom-qss schema --dialect ${dialect}\` prints the columns.`,
      );
  }
  return true;
}

const MAX_NAMED = 3;

function listed(columns: readonly string[]): string {
  const more = columns.length - MAX_NAMED;
  return `${columns.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more columns` : ''}`;
}
