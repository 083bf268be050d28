import { SAMPLE_COLUMNS, SNAPSHOT_COLUMNS, toRow } from '../../samples/index.js';
import type { Formatter } from './formatter.js';
import type { Kind } from './options.js';
import type { Row } from './outcome.js';

type Cell = string | number | null;

/** CSV by RFC 4180, with a head: flat columns, blanks empty. */
export function csvFormatter(kind: Kind): Formatter {
  const columns = kind === 'samples' ? SAMPLE_COLUMNS : SNAPSHOT_COLUMNS;
  let head = lineOf(columns.map(({ name }) => name));
  const takeHead = (): string => {
    const text = head;
    head = '';
    return text;
  };
  return { row: (row) => takeHead() + lineOf(cellsOf(row)), end: takeHead };
}

function cellsOf(row: Row): Cell[] {
  // The cells of a row are in the order of its columns.
  return Object.values(toRow(row.record));
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

/** The field of a cell, quoted where its text would be taken for something else. */
export function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Text that a spreadsheet would run. Whoever joins a call chooses a name, and `=HYPERLINK(…)` is one; an apostrophe before
 * it makes it text. Ids stay as they are, though a UUID may begin with `+`: they hold no more than letters, digits and
 * `+ / = _ -`, of which no harm can be made. Numbers stay numbers, negative ones too.
 */
const FORMULA = /^(?:[=@\t\r]|[+-](?![\w+/=-]*$))/;
