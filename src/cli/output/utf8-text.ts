/** Text on its way to UTF-8. */
export interface Utf8Text {
  add(text: string): void;
  /** About how many bytes it has. */
  readonly size: number;
  /** The bytes of everything added since the last call, in a buffer of their own. */
  take(): Uint8Array;
}

/** Long enough to be encoded fast, and short enough to be garbage soon. */
const PIECE_LENGTH = 32_768;
/** Of UTF-8, for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Creates a text that is encoded while it grows, since a long string of many parts is slow to build. */
export function createUtf8Text(): Utf8Text {
  let piece = '';
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;

  const encode = (): void => {
    const needed = size + piece.length * MAX_BYTES_PER_UNIT;
    if (needed > bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, bytes.length * 2));
      bytes.copy(larger, 0, 0, size);
      bytes = larger;
    }
    size += bytes.write(piece, size);
    piece = '';
  };

  return {
    add(text) {
      piece += text;
      if (piece.length >= PIECE_LENGTH) encode();
    },
    get size() {
      return size + piece.length;
    },
    take() {
      encode();
      const taken = bytes.subarray(0, size);
      bytes = Buffer.alloc(0);
      size = 0;
      return taken;
    },
  };
}
