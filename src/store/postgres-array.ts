import type { Cell } from './rank.js';

/** Values as an array of Postgres, in the text form that every driver hands over as it is. */
export function arrayText(cells: readonly Cell[]): string {
  return `{${cells.map(element).join()}}`;
}

function element(cell: Cell): string {
  if (cell === null) return 'NULL';
  return typeof cell === 'string' ? quoted(cell) : String(cell);
}

const SPECIAL = /["\\]/;
const ALL_SPECIAL = /["\\]/g;

/** In quotes the text NULL is a text, and only quotes and backslashes are special. Few texts have any. */
function quoted(text: string): string {
  return `"${SPECIAL.test(text) ? text.replace(ALL_SPECIAL, '\\$&') : text}"`;
}
