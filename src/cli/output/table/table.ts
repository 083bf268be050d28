import type { TableColumn } from './column.js';
import { displayWidth, truncate } from './display-width.js';
import {
  BLANK,
  type ColumnGroup,
  type FilledColumn,
  fillColumns,
  fitColumns,
  GAP,
  groupColumns,
  groupWidth,
  INNER_GAP,
  totalWidth,
} from './layout.js';

export interface TableStyle {
  /** The most terminal columns that a line may take. */
  readonly columns: number;
  /** Whether the terminal shows bold and dim. */
  readonly styled: boolean;
  /** How to see the columns that do not fit; called with the width that all of them need. */
  readonly hint?: (columns: number) => string;
}

const BOLD = ['\x1b[1m', '\x1b[22m'] as const;
const DIM = ['\x1b[2m', '\x1b[22m'] as const;

/**
 * Draws records as a table, a line each, in the columns that have text and fit. From 20 columns on no line is wider than
 * asked for. No payload text can control the terminal.
 */
export function drawTable<R>(
  records: readonly R[],
  columns: readonly TableColumn<R>[],
  { columns: maxWidth, styled, hint }: TableStyle,
): string {
  const filled = fillColumns(records, columns);
  // Before columns are widened into the space left.
  const neededWidth = totalWidth(filled);
  const fitting = fitColumns(filled, maxWidth);
  const groups = groupColumns(fitting);
  const paint = ([on, off]: readonly [string, string], text: string) => (styled ? on + text + off : text);

  const rule = groups.map((group) => '─'.repeat(groupWidth(group))).join(GAP);
  const body = records.map((_, row) =>
    groups
      .map((group) => lineOf(group, (column) => column.cells[row] ?? BLANK))
      .join(GAP)
      .trimEnd(),
  );
  const hidden = filled.length - fitting.length;
  const how = hint === undefined ? '' : `: ${hint(neededWidth)}`;
  const note =
    hidden === 0 ? [] : [`${hidden} ${hidden === 1 ? 'column does' : 'columns do'} not fit${how}.`];
  return [
    ...headingLines(groups).map((line) => paint(BOLD, line)),
    paint(DIM, rule),
    ...body.map((line) => (styled ? line.replaceAll(BLANK, paint(DIM, BLANK)) : line)),
    ...note.map((line) => paint(DIM, truncate(line, maxWidth))),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function headingLines(groups: readonly ColumnGroup[]): string[] {
  const headings = groups.map(headingOf);
  const height = Math.max(...headings.map((heading) => heading.length));
  return Array.from({ length: height }, (_, index) =>
    groups
      .map((group, at) => {
        // Short headings go to the bottom, next to their cells.
        const heading = headings[at] ?? [];
        return pad(heading[index - height + heading.length] ?? '', groupWidth(group), group.align);
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** The lines above a group, from top to bottom. */
function headingOf(group: ColumnGroup): string[] {
  const parts = lineOf(group, (column) => column.part);
  return [group.name, group.unit, parts].filter((text) => text.trim() !== '');
}

/** One line of a group, its cells side by side. */
function lineOf(group: ColumnGroup, text: (column: FilledColumn) => string): string {
  const cells = group.columns.map((column) => pad(text(column), column.width, column.align));
  return pad(cells.join(INNER_GAP), groupWidth(group), group.align);
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const cut = truncate(text, width);
  const space = ' '.repeat(Math.max(0, width - displayWidth(cut)));
  return align === 'left' ? cut + space : space + cut;
}
