import type { Table } from './columns.js';
import type { Cells } from './rank.js';

/** Each row as a JSON object. What is null is left out, which reads as null. */
export function jsonObjectsOf({ columns }: Table, rows: readonly Cells[]): string[] {
  const keys = columns.map(({ name }) => `"${name}":`);
  return rows.map((cells) => {
    const members: string[] = [];
    for (const [index, cell] of cells.entries())
      if (cell !== null) members.push(keys[index] + JSON.stringify(cell));
    return `{${members.join()}}`;
  });
}
