import { TABLE_NAMES, TABLES, type Table } from './columns.js';
import { TYPE_NAMES } from './dialect.js';
import type { Cell, Cells } from './rank.js';
import type { Rows } from './rows.js';
import { POSTGRES_KEY, upsert } from './upsert.js';

/** A client of Postgres that no one else uses meanwhile. */
export interface CopyClient {
  query(text: string): Promise<unknown>;
  /** Sends the pieces of text to a `COPY … FROM STDIN` statement, and resolves once the server has taken them. */
  copyFrom(text: string, pieces: Iterable<string>): Promise<unknown>;
}

/** How many rows are turned into text at a time. */
const ROWS_A_PIECE = 200;

/** Stores rows in one transaction: COPY into temporary tables, then an upsert from each. */
export async function writeByCopy(client: CopyClient, rows: Rows): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const name of TABLE_NAMES) {
      if (rows[name].length === 0) continue;
      const table = TABLES[name];
      const stage = `${table.name}_stage`;
      await client.query(
        `CREATE TEMP TABLE IF NOT EXISTS ${stage} (${columnsOf(table)}) ON COMMIT DELETE ROWS`,
      );
      await client.copyFrom(`COPY ${stage} FROM STDIN`, piecesOf(rows[name]));
      await client.query(upsert(table, stage, POSTGRES_KEY));
    }
    await client.query('COMMIT');
  } catch (error) {
    // The first error is the one to report.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

function columnsOf({ columns }: Table): string {
  return columns.map(({ name, kind }) => `${name} ${TYPE_NAMES.postgres[kind]}`).join(', ');
}

function* piecesOf(rows: readonly Cells[]): Generator<string> {
  for (let from = 0; from < rows.length; from += ROWS_A_PIECE)
    yield rows
      .slice(from, from + ROWS_A_PIECE)
      .map(lineOf)
      .join('');
}

function lineOf(cells: Cells): string {
  return `${cells.map(textOf).join('\t')}\n`;
}

/** A cell in COPY's text format. */
function textOf(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell !== 'string') return String(cell);
  return SPECIAL.test(cell)
    ? cell.replace(ALL_SPECIAL, (character) => ESCAPES[character] ?? character)
    : cell;
}

const SPECIAL = /[\\\t\n\r]/;
const ALL_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
