import type { Table } from './columns.js';

/**
 * The statement that stores rows of one table. On a conflict the row with the higher rank stays, so that a row that is there
 * already is not written again.
 *
 * @param source what to select the rows from: a table, or a function in the FROM clause
 * @param key the column that identifies a row, and the expression that gives it where the source does not have it
 */
export function upsert({ name, columns }: Table, source: string, key: UpsertKey): string {
  const names = columns.map((column) => column.name);
  const [targets, values] = key.expression
    ? [
        [key.column, ...names],
        [key.expression, ...names],
      ]
    : [names, names];
  const updates = names
    .filter((column) => column !== key.column)
    .map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${name} (${targets.join(', ')})
SELECT ${values.join(', ')} FROM ${source}
ON CONFLICT (${key.column}) DO UPDATE SET ${updates.join(', ')}
WHERE excluded.row_rank > ${name}.row_rank`;
}

export interface UpsertKey {
  readonly column: string;
  readonly expression?: string;
}
