import type { Cell, Cells } from './rank.js';

/** How many rows become text at a time, after which they are garbage: it is collected fast while it is young. */
const GROUP_ROWS = 100;

/**
 * The columns of rows, each as an array of Postgres in the text form that every driver hands over as it is; undefined for a
 * column that is null in every row. The first is the key. Without rows there are no columns.
 *
 * @param keyOf the key of a row by its id
 */
export function arraysOf(rows: Iterable<Cells>, keyOf: (id: string) => string): (string | undefined)[] {
  const keys: string[] = [];
  const columns: Column[] = [];
  let group: Cells[] = [];
  for (const cells of rows) {
    // The first cell is the id.
    keys.push(keyOf(cells[0] as string));
    if (group.push(cells) < GROUP_ROWS) continue;
    addTo(columns, group);
    group = [];
  }
  addTo(columns, group);
  return keys.length === 0
    ? []
    : [arrayOf(keys), ...columns.map(({ isKnown, parts }) => (isKnown ? arrayOf(parts) : undefined))];
}

interface Column {
  /** Whether any cell is not null. */
  isKnown: boolean;
  readonly parts: string[];
}

/** Adds rows to their columns. One list for all columns, filled without a call for each cell, takes a third less time. */
function addTo(columns: Column[], rows: readonly Cells[]): void {
  // Rows have the same columns.
  const width = rows[0]?.length ?? 0;
  const elements = new Array<string | number | boolean>(rows.length);
  for (let place = 0; place < width; place += 1) {
    const column = columns[place] ?? { isKnown: false, parts: [] };
    columns[place] = column;
    for (let index = 0; index < rows.length; index += 1) {
      const cell = (rows[index] as Cells)[place] as Cell;
      if (cell === null) elements[index] = 'NULL';
      else {
        column.isKnown = true;
        elements[index] = typeof cell === 'string' ? quoted(cell) : cell;
      }
    }
    column.parts.push(elements.join());
  }
}

function arrayOf(parts: readonly string[]): string {
  return `{${parts.join()}}`;
}

const SPECIAL = /["\\]/;
const ALL_SPECIAL = /["\\]/g;
/** V8 takes 90 bytes for each replacement until it is done with a text, and ends the process beyond some 50 million. */
const PIECE_CHARACTERS = 65_536;

/** In quotes the text NULL is a text, and only quotes and backslashes are special. Few texts have any. */
function quoted(text: string): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
  let escaped = '';
  for (let from = 0; from < text.length; from += PIECE_CHARACTERS)
    escaped += text.slice(from, from + PIECE_CHARACTERS).replace(ALL_SPECIAL, '\\$&');
  return `"${escaped}"`;
}
