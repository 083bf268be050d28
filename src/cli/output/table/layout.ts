import { printable } from '../printable.js';
import type { TableColumn } from './column.js';
import { displayWidth } from './display-width.js';

export const BLANK = '–';
/** Between groups of columns. */
export const GAP = '  ';
/** Between the columns of a group. */
export const INNER_GAP = ' ';

/** A column with the text of its cells and its width. */
export interface FilledColumn {
  readonly name: string;
  readonly unit: string;
  readonly part: string;
  readonly rank: number;
  readonly align: 'left' | 'right';
  readonly cells: readonly string[];
  /** The width of its widest cell. */
  readonly fullWidth: number;
  width: number;
}

/** Neighbouring columns under one heading. */
export interface ColumnGroup {
  readonly name: string;
  readonly unit: string;
  readonly align: 'left' | 'right';
  readonly columns: FilledColumn[];
}

/** Added to the rank of an uninformative column: greater than every rank. */
const LAST = 1_000;

/** Fills columns with the texts of the records, at their minimum widths. Drops columns without any text. */
export function fillColumns<R>(records: readonly R[], columns: readonly TableColumn<R>[]): FilledColumn[] {
  return columns.flatMap((column) => {
    const texts = records.map(column.text);
    if (texts.every((text) => text === null || text === '')) return [];
    const cells = texts.map((text) => (text === null || text === '' ? BLANK : printable(text)));
    const { name, unit = '', part = '', align, minWidth } = column;
    const rank = column.rank + (isUninformative(cells, column) ? LAST : 0);
    const fullWidth = cells.reduce((width, cell) => Math.max(width, displayWidth(cell)), part.length);
    return [
      { name, unit, part, rank, align, cells, fullWidth, width: Math.min(fullWidth, minWidth ?? fullWidth) },
    ];
  });
}

/** Whether most cells are blank, or a column that should tell rows apart does not. */
function isUninformative(cells: readonly string[], { isDistinguishing }: TableColumn<never>): boolean {
  if (isDistinguishing) return cells.every((cell) => cell === cells[0]);
  return cells.filter((cell) => cell === BLANK).length > cells.length / 2;
}

/** Picks the columns of lowest rank that fit side by side, in their own order, and widens them into the space left. */
export function fitColumns(columns: readonly FilledColumn[], maxWidth: number): FilledColumn[] {
  const chosen = new Set<FilledColumn>();
  const inOrder = () => columns.filter((column) => chosen.has(column));
  const byRank = columns.toSorted((a, b) => a.rank - b.rank);
  for (const column of byRank) {
    chosen.add(column);
    if (totalWidth(inOrder()) <= maxWidth) continue;
    if (chosen.size === 1) column.width = maxWidth;
    else chosen.delete(column);
  }
  for (const column of byRank) {
    if (!chosen.has(column)) continue;
    // One step at a time: under a wide heading a column can grow without widening the table.
    while (column.width < column.fullWidth) {
      column.width += 1;
      if (totalWidth(inOrder()) <= maxWidth) continue;
      column.width -= 1;
      break;
    }
  }
  return inOrder();
}

export function groupColumns(columns: readonly FilledColumn[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last?.name === column.name) last.columns.push(column);
    else groups.push({ name: column.name, unit: column.unit, align: column.align, columns: [column] });
  }
  return groups;
}

export function totalWidth(columns: readonly FilledColumn[]): number {
  const groups = groupColumns(columns);
  return groups.reduce((width, group) => width + groupWidth(group), GAP.length * (groups.length - 1));
}

export function groupWidth(group: ColumnGroup): number {
  const cells = group.columns.reduce(
    (width, column) => width + column.width,
    INNER_GAP.length * (group.columns.length - 1),
  );
  return Math.max(cells, group.name.length, group.unit.length);
}
