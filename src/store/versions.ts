import { TABLES, type TableColumn, type TableName } from './columns.js';

/** The columns that each version of the schema after the first added, by table. A published version never changes. */
const ADDED: readonly Readonly<Partial<Record<TableName, readonly string[]>>>[] = [];

/** The version of the schema. */
export const SCHEMA_VERSION: number = 1 + ADDED.length;

/** The columns of a table that a version of the schema does not have. */
export function columnsSince(table: TableName, version: number): TableColumn[] {
  const added = ADDED.slice(version - 1).flatMap((columns) => columns[table] ?? []);
  return TABLES[table].columns.filter(({ name }) => added.includes(name));
}
