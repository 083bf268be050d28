import type { Cells } from './rank.js';

/**
 * Each row as a JSON object. What is null is left out, which reads as null.
 *
 * @param members the names of the cells, in their order
 */
export function jsonObjectsOf(members: readonly string[], rows: readonly Cells[]): string[] {
  const openings = members.map((name) => `,"${name}":`);
  return rows.map((cells) => {
    let text = '';
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      if (cell === null) continue;
      text += openings[index];
      // A number or a boolean is written alike in JSON.
      text += typeof cell === 'string' ? JSON.stringify(cell) : cell;
    }
    return `{${text.slice(1)}}`;
  });
}
