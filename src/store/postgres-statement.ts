import { type ColumnKind, TABLE_NAMES, TABLES, type Table } from './columns.js';
import { TYPE_NAMES } from './dialect.js';
import { arrayText } from './postgres-array.js';
import type { Cell } from './rank.js';
import type { Rows } from './rows.js';
import { upsert } from './upsert.js';

/** The key of a row: a hash of its id, since an index of ids would be five times as large. */
export const POSTGRES_KEY = 'id_hash';

/** The names of the columns, of which the key is the first. */
export function keyedColumns({ columns }: Table): string[] {
  return [POSTGRES_KEY, ...columns.map(({ name }) => name)];
}

/**
 * One statement that stores the rows of all tables, and its parameters: an array for each column that holds anything. Postgres
 * runs the parts of such a statement from the last to the first, so that samples are stored first here too: with one order for
 * all statements, writers do not wait for each other in a circle.
 *
 * @param keyOf the key of a row by its id
 */
export function statementOf(rows: Rows, keyOf: (id: string) => string): [text: string, values: string[]] {
  const values: string[] = [];
  const parts = TABLE_NAMES.filter((name) => rows[name].length > 0)
    .reverse()
    .map((name) => {
      const table = TABLES[name];
      // The first cell is the id.
      const keys = rows[name].map((cells) => keyOf(cells[0] as string));
      const columns = [unnested(keys, 'uuid', values)];
      // A row has a cell for each column.
      for (const [place, { kind }] of table.columns.entries())
        columns.push(
          columnOf(
            rows[name].map((cells) => cells[place] as Cell),
            kind,
            values,
          ),
        );
      const source = { columns: keyedColumns(table), values: columns };
      return `stored_${name} AS (\n${upsert(table, POSTGRES_KEY, source)}\n)`;
    });
  return [`WITH ${parts.join(',\n')}\nSELECT 1`, values];
}

/** The expression of a column, whose values become a parameter unless all are null. */
function columnOf(cells: readonly Cell[], kind: ColumnKind, values: string[]): string {
  return cells.every((cell) => cell === null) ? 'NULL' : unnested(cells, TYPE_NAMES.postgres[kind], values);
}

/** In the list of columns, where arrays are read side by side. As tables in the FROM clause, Postgres would keep a copy of each. */
function unnested(cells: readonly Cell[], type: string, values: string[]): string {
  return `unnest($${values.push(arrayText(cells))}::${type}[])`;
}
