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
 * @param own how many cells count, from the first; that is the id, which is the same in rows that are compared
 */
export function rankOf(cells: Cells, own: number, version: number): number {
  let known = 1;
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  const add = (code: number) => {
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  };
  for (let index = 1; index < own; index += 1) {
    // The loop is bounded by the length of the row.
    const cell = cells[index] as Cell;
    // What comes first in a cell tells the kinds apart, and where a text ends.
    if (cell === null) add(NULL);
    else {
      known += 1;
      if (typeof cell === 'string') {
        add(TEXT + cell.length);
        // Two characters at a time; past the end charCodeAt is NaN, which counts as 0.
        for (let place = 0; place < cell.length; place += 2)
          add(cell.charCodeAt(place) | (cell.charCodeAt(place + 1) << 16));
      } else if (typeof cell === 'number') {
        // Adding 0 turns -0 into 0, which databases do not tell apart.
        NUMBER_BITS[0] = cell + 0;
        add(NUMBER);
        add(HALVES[0] as number);
        add(HALVES[1] as number);
      } else add(cell ? TRUE : FALSE);
    }
  }
  return (known * VERSIONS + version) * HASH_RANGE + mixed(high, low);
}

const [NULL, TRUE, FALSE, NUMBER, TEXT] = [1, 2, 3, 4, 5];

/** The bits of a number, which cost less to read than its digits. Supported processors are little-endian. */
const NUMBER_BITS = /* @__PURE__ */ new Float64Array(1);
const HALVES = /* @__PURE__ */ new Uint32Array(NUMBER_BITS.buffer);

/** 40 bits, well mixed but not secret: the end of cyrb53 by bryc, which is in the public domain, without its top bits. */
function mixed(first: number, second: number): number {
  let [high, low] = [first, second];
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (low & 0xff) * 2 ** 32 + (high >>> 0);
}
