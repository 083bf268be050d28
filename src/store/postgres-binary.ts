import type { ColumnKind } from './columns.js';
import type { Cell, Cells } from './rank.js';

/** How many bytes are handed over at a time, at least. */
const PIECE_BYTES = 65_536;

/** The signature, no flags, no header extension. */
const HEADER = [...'PGCOPY\n\u00ff\r\n\0']
  .map((character) => character.charCodeAt(0))
  .concat(Array(8).fill(0));

const UUID_BYTES = 16;
/** The length of a cell and a number. */
const BYTES_A_CELL = 12;
const MOST_BYTES_A_CHARACTER = 3;

/**
 * Rows in the binary format of COPY, from which Postgres reads numbers without parsing digits. Each begins with its key.
 *
 * @param keyOf the key of a row by its id: 16 bytes as hexadecimal digits
 */
export function* binaryPieces(
  rows: Iterable<Cells>,
  kinds: readonly ColumnKind[],
  keyOf: (id: string) => string,
): Generator<Uint8Array> {
  const piece = new BinaryPiece(kinds.length);
  for (const byte of HEADER) piece.byte(byte);
  for (const cells of rows) {
    piece.beginRow();
    // The first cell is the id.
    piece.uuid(keyOf(cells[0] as string));
    for (let index = 0; index < kinds.length; index += 1)
      // A row has a cell for each column.
      writeCell(piece, cells[index] as Cell, kinds[index] as ColumnKind);
    if (piece.length >= PIECE_BYTES) yield piece.take();
  }
  piece.int16(END);
  yield piece.take();
}

/** In place of the number of cells of a row. */
const END = -1;
/** In place of the length of a cell. */
const NULL = -1;

function writeCell(piece: BinaryPiece, cell: Cell, kind: ColumnKind): void {
  if (cell === null) {
    piece.int32(NULL);
    return;
  }
  switch (kind) {
    case 'text':
      piece.text(String(cell));
      break;
    case 'real':
      piece.int32(8);
      piece.float64(Number(cell));
      break;
    case 'whole':
      piece.int32(8);
      piece.int64(Number(cell));
      break;
    case 'boolean':
      piece.int32(1);
      piece.byte(cell ? 1 : 0);
  }
}

/** Bytes that grow where a row or a text begins. Postgres takes numbers with their highest byte first. */
class BinaryPiece {
  length = 0;
  readonly #cells: number;
  #bytes = new Uint8Array(2 * PIECE_BYTES);
  #view = new DataView(this.#bytes.buffer);

  /** @param cells how many cells a row has besides its key */
  constructor(cells: number) {
    this.#cells = cells;
  }

  beginRow(): void {
    this.#reserve(0);
    this.int16(1 + this.#cells);
  }

  byte(value: number): void {
    this.#bytes[this.length] = value;
    this.length += 1;
  }

  int16(value: number): void {
    this.#view.setInt16(this.length, value);
    this.length += 2;
  }

  int32(value: number): void {
    this.#view.setInt32(this.length, value);
    this.length += 4;
  }

  /** A safe integer. */
  int64(value: number): void {
    this.int32(Math.floor(value / 2 ** 32));
    this.int32(value | 0);
  }

  float64(value: number): void {
    this.#view.setFloat64(this.length, value);
    this.length += 8;
  }

  /** From hexadecimal digits. */
  uuid(digits: string): void {
    this.int32(UUID_BYTES);
    for (let place = 0; place < 2 * UUID_BYTES; place += 8)
      this.int32(Number.parseInt(digits.slice(place, place + 8), 16));
  }

  /** Its length in bytes, and the text in UTF-8. */
  text(text: string): void {
    this.#reserve(MOST_BYTES_A_CHARACTER * text.length);
    const start = this.length + 4;
    const written = writeAscii(text, this.#bytes, start) ?? writeUtf8(text, this.#bytes, start);
    this.int32(written);
    this.length += written;
  }

  /** The bytes so far, which begin again. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  /** Makes room for a text, and for all other cells of a row with their lengths. */
  #reserve(textBytes: number): void {
    const length = this.length + textBytes + BYTES_A_CELL * (3 + this.#cells);
    if (length <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * length);
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

const FIRST_BEYOND_ASCII = 128;
const encoder = /* @__PURE__ */ new TextEncoder();

/** How many bytes it took; undefined for a text with other characters. Nearly all have none, and a call costs more than they do. */
function writeAscii(text: string, bytes: Uint8Array, start: number): number | undefined {
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= FIRST_BEYOND_ASCII) return undefined;
    bytes[start + place] = code;
  }
  return text.length;
}

function writeUtf8(text: string, bytes: Uint8Array, start: number): number {
  return encoder.encodeInto(text, bytes.subarray(start)).written;
}
