import { TABLE_NAMES, TABLES, type Table, type TableName } from './columns.js';
import { TYPE_NAMES } from './dialect.js';
import { arraysOf } from './postgres-array.js';
import type { Cells } from './rank.js';
import { upsert } from './upsert.js';

/** The key of a row: a hash of its id, since an index of ids would be five times as large. */
export const POSTGRES_KEY = 'id_hash';

/** The names of the columns, of which the key is the first. */
export function keyedColumns({ columns }: Table): string[] {
  return [POSTGRES_KEY, ...columns.map(({ name }) => name)];
}

/** Rows by table, which are read once. */
export type RowsByTable = Readonly<Record<TableName, Iterable<Cells>>>;

/**
 * One statement that stores the rows of all tables, and its parameters: an array for each column that holds anything. Postgres
 * runs the parts of such a statement from the last to the first, so that samples are stored first here too: with one order for
 * all statements, writers do not wait for each other in a circle.
 *
 * @param keyOf the key of a row by its id
 */
export function statementOf(
  rows: RowsByTable,
  keyOf: (id: string) => string,
): [text: string, values: string[]] {
  const parts: string[] = [];
  const values: string[] = [];
  for (const name of [...TABLE_NAMES].reverse()) {
    const table = TABLES[name];
    const arrays = arraysOf(keyed(rows[name], keyOf));
    if (arrays.length === 0) continue;
    // In the list of columns arrays are read side by side. As tables in the FROM clause, Postgres would keep a copy of each.
    const columns = arrays.map((text, place) =>
      text === undefined ? 'NULL' : `unnest($${values.push(text)}::${typeAt(table, place)}[])`,
    );
    const source = { columns: keyedColumns(table), values: columns };
    parts.push(`stored_${name} AS (\n${upsert(table, POSTGRES_KEY, source)}\n)`);
  }
  return [`WITH ${parts.join(',\n')}\nSELECT 1`, values];
}

function* keyed(rows: Iterable<Cells>, keyOf: (id: string) => string): Generator<Cells> {
  // The first cell is the id.
  for (const cells of rows) yield [keyOf(cells[0] as string), ...cells];
}

function typeAt({ columns }: Table, place: number): string {
  const column = columns[place - 1];
  return column === undefined ? 'uuid' : TYPE_NAMES.postgres[column.kind];
}
