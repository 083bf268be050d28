import type { Cell, Cells } from './rank.js';

/** How many rows become text at a time, after which they are garbage: it is collected fast while it is young. */
const GROUP_ROWS = 100;

/**
 * The columns of rows, each as an array of Postgres in the text form that every driver hands over as it is; undefined for a
 * column that is null in every row. Without rows there are no columns.
 */
export function arraysOf(rows: Iterable<Cells>): (string | undefined)[] {
  const columns: ArrayText[] = [];
  let group: Cells[] = [];
  const flush = () => {
    group[0]?.forEach((_, place) => {
      columns[place] ??= new ArrayText();
      // Rows have the same columns.
      columns[place].add(group.map((cells) => cells[place] as Cell));
    });
    group = [];
  };
  for (const cells of rows) if (group.push(cells) === GROUP_ROWS) flush();
  flush();
  return columns.map((column) => column.text);
}

class ArrayText {
  #parts: string[] = [];
  #isKnown = false;

  add(cells: readonly Cell[]): void {
    this.#isKnown ||= cells.some((cell) => cell !== null);
    this.#parts.push(cells.map(element).join());
  }

  get text(): string | undefined {
    return this.#isKnown ? `{${this.#parts.join()}}` : undefined;
  }
}

function element(cell: Cell): string {
  if (cell === null) return 'NULL';
  return typeof cell === 'string' ? quoted(cell) : String(cell);
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
