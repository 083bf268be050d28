import { TABLE_NAMES, TABLES, type Table, type TableName } from './columns.js';
import { TYPE_NAMES } from './dialect.js';
import { arraysOf } from './postgres-array.js';
import type { Cells } from './rank.js';
import { MOST_CHARACTERS, sizeOfRow } from './text-size.js';
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
 * The statements that store the rows of all tables, with their parameters: an array for each column that holds anything. There
 * is one, unless the rows have more text than one should hold. Postgres runs the parts of such a statement from the last to the
 * first, so that samples are stored first here too: with one order for all statements, writers do not wait for each other in a
 * circle.
 *
 * @param keyOf the key of a row by its id
 */
export function* statementsOf(
  rows: RowsByTable,
  keyOf: (id: string) => string,
): Generator<[text: string, values: string[]]> {
  const sources = [...TABLE_NAMES].reverse().map((name) => ({ name, rows: rows[name][Symbol.iterator]() }));
  let room: { left: number };
  do {
    room = { left: MOST_CHARACTERS };
    const parts: string[] = [];
    const values: string[] = [];
    for (const { name, rows } of sources) {
      const table = TABLES[name];
      const arrays = arraysOf(within(room, rows), keyOf);
      if (arrays.length === 0) continue;
      // In the list of columns arrays are read side by side. As tables in the FROM clause, Postgres would keep a copy of each.
      const columns = arrays.map((text, place) =>
        text === undefined ? 'NULL' : `unnest($${values.push(text)}::${typeAt(table, place)}[])`,
      );
      const source = { columns: keyedColumns(table), values: columns };
      parts.push(`stored_${name} AS (\n${upsert(table, POSTGRES_KEY, source)}\n)`);
    }
    if (parts.length > 0) yield [`WITH ${parts.join(',\n')}\nSELECT 1`, values];
  } while (room.left <= 0);
}

/** The next rows, until there is no room left. */
function* within(room: { left: number }, rows: Iterator<Cells>): Generator<Cells> {
  while (room.left > 0) {
    const { done, value } = rows.next();
    if (done === true) return;
    room.left -= sizeOfRow(value);
    yield value;
  }
}

function typeAt({ columns }: Table, place: number): string {
  const column = columns[place - 1];
  return column === undefined ? 'uuid' : TYPE_NAMES.postgres[column.kind];
}
