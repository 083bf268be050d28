/** The bytes that structure JSON. */
export const BYTE = {
  lineFeed: 0x0a,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  arrayStart: 0x5b,
  backslash: 0x5c,
  arrayEnd: 0x5d,
  objectStart: 0x7b,
  objectEnd: 0x7d,
} as const;

/** Whether a byte is white space in JSON. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === BYTE.lineFeed || byte === 0x0d || byte === 0x09;
}

/** The index of the first byte that is not white space, or the length. */
export function skipSpace(bytes: Uint8Array, from = 0): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at])) at += 1;
  return at;
}

/** The bytes without white space at the end. */
export function trimEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && isSpace(bytes[end - 1])) end -= 1;
  return bytes.subarray(0, end);
}

/** The index of the quote that ends a string, or -1 if its line has none. `from` is the index after the opening quote. */
export function endOfString(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === BYTE.quote) return at;
    if (byte === BYTE.lineFeed) return -1;
    // No string holds a line feed, also after a backslash.
    if (byte === BYTE.backslash && bytes[at + 1] !== BYTE.lineFeed) at += 1;
  }
  return -1;
}
