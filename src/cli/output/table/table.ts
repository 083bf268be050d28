import { printable } from '../printable.js';
import { cutTo, displayWidth } from './display-width.js';

/** One column of a table for people. Neighbours of the same name stand together under it: `min avg max`. */
export interface TableColumn<R> {
  readonly name: string;
  readonly unit?: string;
  /** What tells it from its neighbours of the same name. */
  readonly part?: string;
  /** Where there is no room for all, those of lowest rank stay; first of all those that say something in most rows. */
  readonly rank: number;
  /** Whether it is there to tell rows apart, so that it says nothing where all rows have the same. */
  readonly tellsApart?: boolean;
  readonly align: 'left' | 'right';
  /** Where room is short the text may be cut to so many columns; without it nothing is cut. */
  readonly narrow?: number;
  readonly text: (record: R) => string | null;
}

export interface TableStyle {
  /** How many columns of the terminal a line may take. */
  readonly columns: number;
  /** Whether the terminal knows bold and dim. */
  readonly styled: boolean;
  /** How the columns can be seen that do not fit, all of which would take so many columns of the terminal. */
  readonly wayOut?: (columns: number) => string;
}

/** A column with the text of its cells, and how wide it may and will be. */
interface Strip {
  readonly name: string;
  readonly unit: string;
  readonly part: string;
  readonly rank: number;
  readonly align: 'left' | 'right';
  readonly cells: readonly string[];
  /** Wide enough for every cell. */
  readonly wanted: number;
  width: number;
}

interface Group {
  readonly name: string;
  readonly unit: string;
  readonly align: 'left' | 'right';
  readonly strips: Strip[];
}

const BLANK = '–';
/** Behind every rank. */
const LAST = 1_000;
const GAP = '  ';
const INNER_GAP = ' ';
const BOLD = ['\x1b[1m', '\x1b[22m'] as const;
const DIM = ['\x1b[2m', '\x1b[22m'] as const;

/**
 * Draws records as a table: a line for each, in the columns that hold something and fit. From 20 columns on no line is
 * wider than asked for, and nothing in a payload makes the terminal do anything but show it.
 */
export function drawTable<R>(
  records: readonly R[],
  columns: readonly TableColumn<R>[],
  { columns: room, styled, wayOut }: TableStyle,
): string {
  const filled = columns.map((column) => stripOf(records, column)).filter((strip) => strip !== undefined);
  // Before they are given the room that is left.
  const needed = totalWidth(filled);
  const strips = choose(filled, room);
  const groups = groupsOf(strips);
  const paint = ([on, off]: readonly [string, string], text: string) => (styled ? on + text + off : text);

  const heads = groups.map(headOf);
  const height = Math.max(...heads.map((head) => head.length));
  const headLines = Array.from({ length: height }, (_, index) =>
    groups.map((group, at) => {
      // Short heads stand at the bottom, next to their cells.
      const head = heads[at] ?? [];
      return padded(head[index - height + head.length] ?? '', widthOf(group), group.align);
    }),
  );
  const rule = groups.map((group) => '─'.repeat(widthOf(group))).join(GAP);
  const body = records.map((_, row) =>
    groups
      .map((group) => inside(group, (strip) => strip.cells[row] ?? BLANK))
      .join(GAP)
      .trimEnd(),
  );
  const left = filled.length - strips.length;
  const way = wayOut === undefined ? '' : `: ${wayOut(needed)}`;
  const note = left === 0 ? [] : [`${left} ${left === 1 ? 'column does' : 'columns do'} not fit${way}.`];
  return [
    ...headLines.map((texts) => paint(BOLD, texts.join(GAP).trimEnd())),
    paint(DIM, rule),
    ...body.map((text) => (styled ? text.replaceAll(BLANK, paint(DIM, BLANK)) : text)),
    ...note.map((text) => paint(DIM, cutTo(text, room))),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

/** A column that holds nothing is none. */
function stripOf<R>(records: readonly R[], column: TableColumn<R>): Strip | undefined {
  const texts = records.map(column.text);
  if (texts.every((text) => text === null || text === '')) return undefined;
  const cells = texts.map((text) => (text === null || text === '' ? BLANK : printable(text)));
  const { name, unit = '', part = '', align, narrow } = column;
  const rank = column.rank + (saysLittle(cells, column) ? LAST : 0);
  const wanted = cells.reduce((width, cell) => Math.max(width, displayWidth(cell)), part.length);
  return { name, unit, part, rank, align, cells, wanted, width: Math.min(wanted, narrow ?? wanted) };
}

/** Whether a column is worth less than its rank: it tells nothing apart, or holds nothing in most rows. */
function saysLittle(cells: readonly string[], { tellsApart }: TableColumn<never>): boolean {
  if (tellsApart) return cells.every((cell) => cell === cells[0]);
  return cells.filter((cell) => cell === BLANK).length > cells.length / 2;
}

/** The strips of lowest rank that fit beside each other, in their own order, with the room that is left given to text. */
function choose(strips: readonly Strip[], room: number): Strip[] {
  const chosen = new Set<Strip>();
  const inOrder = () => strips.filter((strip) => chosen.has(strip));
  const byRank = strips.toSorted((a, b) => a.rank - b.rank);
  for (const strip of byRank) {
    chosen.add(strip);
    if (totalWidth(inOrder()) <= room) continue;
    if (chosen.size === 1) strip.width = room;
    else chosen.delete(strip);
  }
  for (const strip of byRank) {
    if (!chosen.has(strip)) continue;
    // A wide head may leave room within its own column.
    while (strip.width < strip.wanted) {
      strip.width += 1;
      if (totalWidth(inOrder()) <= room) continue;
      strip.width -= 1;
      break;
    }
  }
  return inOrder();
}

function groupsOf(strips: readonly Strip[]): Group[] {
  const groups: Group[] = [];
  for (const strip of strips) {
    const last = groups.at(-1);
    if (last?.name === strip.name) last.strips.push(strip);
    else groups.push({ name: strip.name, unit: strip.unit, align: strip.align, strips: [strip] });
  }
  return groups;
}

function totalWidth(strips: readonly Strip[]): number {
  const groups = groupsOf(strips);
  return groups.reduce((width, group) => width + widthOf(group), GAP.length * (groups.length - 1));
}

function widthOf(group: Group): number {
  return Math.max(innerWidth(group), group.name.length, group.unit.length);
}

function innerWidth({ strips }: Group): number {
  return strips.reduce((width, strip) => width + strip.width, INNER_GAP.length * (strips.length - 1));
}

/** What stands above a group, from top to bottom. */
function headOf(group: Group): string[] {
  const parts = inside(group, (strip) => strip.part);
  return [group.name, group.unit, parts].filter((text) => text.trim() !== '');
}

/** The cells of one line of a group, side by side. */
function inside(group: Group, text: (strip: Strip) => string): string {
  const cells = group.strips.map((strip) => padded(text(strip), strip.width, strip.align));
  return padded(cells.join(INNER_GAP), widthOf(group), group.align);
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const cut = cutTo(text, width);
  const space = ' '.repeat(Math.max(0, width - displayWidth(cut)));
  return align === 'left' ? cut + space : space + cut;
}
