import { SAMPLE_COLUMNS, SNAPSHOT_COLUMNS, toRow } from '../../samples/index.js';
import type { Kind, Row } from '../input/outcome.js';
import type { Formatter } from './formatter.js';

type Cell = string | number | boolean | null;

/** Formats rows of one kind as CSV by RFC 4180: a header, then flat columns. A blank is an empty field. */
export function csvFormatter(kind: Kind): Formatter {
  const columns = kind === 'samples' ? SAMPLE_COLUMNS : SNAPSHOT_COLUMNS;
  const header = lineOf(columns.map(({ name }) => name));
  return {
    opening: header,
    separator: '',
    row: (row) => lineOf(cellsOf(row)),
    end: (hasRows) => (hasRows ? '' : header),
  };
}

function cellsOf(row: Row): Cell[] {
  // The values of a row are in the order of its columns.
  return Object.values(toRow(row.record));
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

/** Formats one cell: quoted where CSV needs it, and with an apostrophe before a formula or an apostrophe. */
export function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text that a spreadsheet would evaluate. Anyone who joins a call chooses a name, and `=HYPERLINK(…)` is one; `+15550100`
 * would become a number, `-A1` a reference. Some spreadsheets take the full-width signs too. A text with an apostrophe gets
 * another, so that removing the first apostrophe always gives the text as it was. Numbers of ours are not texts.
 */
const FORMULA = /^['=@+\-\t\r\n\uff1d\uff20\uff0b\uff0d]/;
