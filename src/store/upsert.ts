import type { Table } from './columns.js';

/** The column that identifies a row, and the expression that makes it where the source does not have it. */
export interface UpsertKey {
  readonly column: string;
  readonly expression?: string;
}

/** In Postgres the key is the first 16 bytes of the id's SHA-256: an index of ids would be five times as large. */
export const POSTGRES_KEY = {
  column: 'id_hash',
  expression: "encode(substring(sha256(convert_to(id, 'UTF8')) FOR 16), 'hex')::uuid",
} as const satisfies UpsertKey;

/**
 * The statement that stores rows of one table. On a conflict the row with the higher rank stays; a row that is there already
 * is not written again.
 *
 * @param source what to select the rows from: a table, or a function in the FROM clause
 */
export function upsert(
  { name, columns }: Table,
  source: string,
  { column: key, expression }: UpsertKey,
): string {
  const names = columns.map((column) => column.name);
  const targets = expression === undefined ? names : [key, ...names];
  const values = expression === undefined ? names : [expression, ...names];
  const updates = names.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${name} (${targets.join(', ')})
SELECT ${values.join(', ')} FROM ${source}
ON CONFLICT (${key}) DO UPDATE SET ${updates.join(', ')}
WHERE excluded.row_rank > ${name}.row_rank`;
}
