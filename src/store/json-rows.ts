import type { Cells } from './rank.js';

/**
 * Each row as a JSON object. What is null is left out, which reads as null.
 *
 * @param members the names of the cells, in their order
 */
export function* jsonObjectsOf(members: readonly string[], rows: Iterable<Cells>): Generator<string> {
  const openings = members.map((name) => `,"${name}":`);
  for (const cells of rows) {
    let text = '';
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      if (cell === null) continue;
      text += openings[index];
      // A number or a boolean is written alike in JSON.
      text += typeof cell === 'string' ? quoted(cell) : cell;
    }
    yield `{${text.slice(1)}}`;
  }
}

/** Most texts need no escapes, and a call of JSON.stringify costs more than looking. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
