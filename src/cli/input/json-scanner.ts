import { BYTE, endOfString, isSpace } from './json-bytes.js';

/** `open`: the value is incomplete; `closed`: it is complete; `broken`: nothing that follows can complete it. */
export type ScanState = 'open' | 'closed' | 'broken';

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/** Follows one JSON value through its lines. */
export interface JsonScanner {
  /** Of everything scanned so far. */
  readonly state: ScanState;
  /**
   * Scans a line from an index on. In an array it stops at the comma or bracket after each of its elements.
   *
   * @returns the index at which it stopped, or that of what breaks the value; the length of the line if there is neither
   */
  scan(line: Uint8Array, from?: number): number;
  /** A scanner of the same state, which goes on by itself. */
  copy(): JsonScanner;
}

/** Creates a scanner of a value. */
export function createJsonScanner(): JsonScanner {
  return scannerFrom([], 'value', false);
}

/**
 * Creates a scanner that goes on. It checks the structure only: brackets, commas, colons and strings. Whether `tru` is a value is left to
 * the parser.
 */
function scannerFrom(closers: number[], expectedFirst: Expected, isBrokenAlready: boolean): JsonScanner {
  let expected = expectedFirst;
  let isBroken = isBrokenAlready;

  const endValue = (): void => {
    expected = closers.length === 0 ? 'nothing' : 'comma or end';
  };
  const valueMayBegin = (): boolean => expected === 'value' || expected === 'value or end';

  /** Takes the token at an index. Returns the index of its last byte, or -1 if it breaks the value. */
  const take = (line: Uint8Array, at: number): number => {
    // The caller passes an index within the line.
    const byte = line[at] as number;
    switch (byte) {
      case BYTE.quote: {
        const isKey = expected === 'key' || expected === 'key or end';
        if (!isKey && !valueMayBegin()) return -1;
        if (isKey) expected = 'colon';
        else endValue();
        return endOfString(line, at + 1);
      }
      case BYTE.objectStart:
        if (!valueMayBegin()) return -1;
        closers.push(BYTE.objectEnd);
        expected = 'key or end';
        return at;
      case BYTE.arrayStart:
        if (!valueMayBegin()) return -1;
        closers.push(BYTE.arrayEnd);
        expected = 'value or end';
        return at;
      case BYTE.objectEnd:
      case BYTE.arrayEnd:
        if (!expected.endsWith('or end') || closers.pop() !== byte) return -1;
        endValue();
        return at;
      case BYTE.comma:
        if (expected !== 'comma or end') return -1;
        expected = closers.at(-1) === BYTE.objectEnd ? 'key' : 'value';
        return at;
      case BYTE.colon:
        if (expected !== 'colon') return -1;
        expected = 'value';
        return at;
      default: {
        const end = endOfWord(line, at);
        if (end === at || !valueMayBegin()) return -1;
        endValue();
        return end - 1;
      }
    }
  };

  return {
    get state() {
      if (isBroken) return 'broken';
      return expected === 'nothing' ? 'closed' : 'open';
    },
    scan(line, from = 0) {
      for (let at = from; at < line.length; at += 1) {
        const byte = line[at];
        if (isSpace(byte)) continue;
        const isInArray = closers.length === 1 && closers[0] === BYTE.arrayEnd;
        const last = take(line, at);
        if (last < 0) {
          isBroken = true;
          return at;
        }
        if (isInArray && (byte === BYTE.comma || byte === BYTE.arrayEnd)) return at;
        at = last;
      }
      return line.length;
    },
    copy: () => scannerFrom([...closers], expected, isBroken),
  };
}

/** The index after a number, `true`, `false` or `null`. */
function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isWordByte(bytes[at] as number)) at += 1;
  return at;
}

function isWordByte(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (lower >= 0x61 && lower <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
