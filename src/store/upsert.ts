import type { Table } from './columns.js';

/** What to select rows from. */
export interface UpsertSource {
  /** The columns to fill, and what fills each. */
  readonly columns: readonly string[];
  readonly values: readonly string[];
  /** The table of the values, unless they are sets themselves. */
  readonly from?: string;
}

/**
 * The statement that stores rows of one table. On a conflict the row with the higher rank stays; a row that is there already
 * is not written again.
 *
 * @param key the column that identifies a row
 */
export function upsert({ name }: Table, key: string, { columns, values, from }: UpsertSource): string {
  const updates = columns
    .filter((column) => column !== key)
    .map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${name} (${columns.join(', ')})
SELECT ${values.join(', ')}${from === undefined ? '' : ` FROM ${from}`}
ON CONFLICT (${key}) DO UPDATE SET ${updates.join(', ')}
WHERE excluded.row_rank > ${name}.row_rank`;
}
