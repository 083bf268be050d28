import { type Cell, SAMPLE_COLUMNS, SNAPSHOT_COLUMNS } from '../../samples/columns.js';
import type { Kind } from '../commands/normalize/options.js';
import type { Row } from '../input/outcome.js';
import type { Formatter } from './formatter.js';

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
  return row.kind === 'sample'
    ? SAMPLE_COLUMNS.map((column) => column.of(row.record))
    : SNAPSHOT_COLUMNS.map((column) => column.of(row.record));
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
