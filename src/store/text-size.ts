import type { Cells } from './rank.js';

/**
 * How many characters are sent at once, unless one row has more: far below what a text of JavaScript and a message of Postgres
 * can hold.
 */
export const MOST_CHARACTERS = 2 ** 26;

/** About as many characters as another cell than a text takes. */
const CELL_SIZE = 8;

/** About how many characters a row takes. */
export function sizeOfRow(cells: Cells): number {
  let size = 0;
  for (const cell of cells) size += typeof cell === 'string' ? cell.length : CELL_SIZE;
  return size;
}
