/** One value of a row. */
export type Cell = string | number | boolean | null;

/** One row, its cells in the order of the table's columns. */
export type Cells = readonly Cell[];

const HASH_RANGE = 2 ** 40;
const VERSIONS = 64;

/**
 * The rank of a row: a safe integer that is higher the more of its cells are not null; of equally many, the newer its version;
 * of one version, the greater its hash. So the same row always stays, in whatever order rows arrive.
 *
 * @param own how many cells count, from the first
 */
export function rankOf(cells: Cells, own: number, version: number): number {
  let known = 0;
  let text = '';
  for (let index = 0; index < own; index += 1) {
    // The loop is bounded by the length of the row.
    const cell = cells[index] as Cell;
    if (cell !== null) known += 1;
    text += `${cell}\n`;
  }
  return (known * VERSIONS + version) * HASH_RANGE + hashOf(text);
}

/** A hash of 40 bits, well mixed but not secret: cyrb53 by bryc, which is in the public domain, without its top bits. */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (low & 0xff) * 2 ** 32 + (high >>> 0);
}
