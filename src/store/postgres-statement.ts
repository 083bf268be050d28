import { TABLE_NAMES, TABLES, type Table, type TableName } from './columns.js';
import { TYPE_NAMES } from './dialect.js';
import { jsonObjectsOf } from './json-rows.js';
import type { Cells } from './rank.js';
import { upsert } from './upsert.js';

/** The key of a row: a hash of its id, since an index of ids would be five times as large. */
export const POSTGRES_KEY = 'id_hash';

/** Rows by table. */
export type RowsByTable = Readonly<Record<TableName, Iterable<Cells>>>;

/** The names of the columns, of which the key is the first. */
export function keyedColumns({ columns }: Table): string[] {
  return [POSTGRES_KEY, ...columns.map(({ name }) => name)];
}

/**
 * One statement that stores the rows of all tables, and its parameters: a JSON text for each table. Postgres runs the parts
 * of such a statement from the last to the first, so that samples are stored first here too: with one order for all
 * statements, writers do not wait for each other in a circle.
 *
 * @param keyOf the key of a row by its id
 */
export function statementOf(
  rows: RowsByTable,
  keyOf: (id: string) => string,
): [text: string, values: string[]] {
  const tables = TABLE_NAMES.map((name) => {
    const members = keyedColumns(TABLES[name]).map(memberOf);
    return { name, json: jsonObjectsOf(members, keyed(rows[name], keyOf)).join() };
  })
    .filter(({ json }) => json !== '')
    .reverse();
  const parts = tables.map(({ name }, index) => {
    const table = TABLES[name];
    const columns = keyedColumns(table);
    const source = { columns, values: columns.map(memberOf), from: recordset(table, index + 1) };
    return `stored_${name} AS (\n${upsert(table, POSTGRES_KEY, source)}\n)`;
  });
  return [`WITH ${parts.join(',\n')}\nSELECT 1`, tables.map(({ json }) => `[${json}]`)];
}

function* keyed(rows: Iterable<Cells>, keyOf: (id: string) => string): Generator<Cells> {
  // The first cell is the id.
  for (const cells of rows) yield [keyOf(cells[0] as string), ...cells];
}

/** Short names of members: Postgres reads each of them in each row. */
function memberOf(_column: string, place: number): string {
  return `c${place}`;
}

function recordset({ columns }: Table, parameter: number): string {
  const types = ['uuid', ...columns.map(({ kind }) => TYPE_NAMES.postgres[kind])];
  const members = types.map((type, place) => `${memberOf('', place)} ${type}`);
  // Some drivers turn a parameter of type json into JSON themselves, even if it is a text.
  return `json_to_recordset($${parameter}::text::json) AS given (${members.join(', ')})`;
}
