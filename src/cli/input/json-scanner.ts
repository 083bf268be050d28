import { BYTE, endOfString, isSpace } from './json-bytes.js';

/** `open`: the value is incomplete; `closed`: it is complete; `broken`: nothing that follows can complete it. */
export type ScanState = 'open' | 'closed' | 'broken';

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/**
 * Creates a scanner that follows one JSON value line by line. It checks the structure only: brackets, commas, colons and
 * strings. Whether `tru` is a value is left to the parser.
 */
export function createJsonScanner(): (line: Uint8Array) => ScanState {
  const closers: number[] = [];
  let expected: Expected = 'value';

  const endValue = (): void => {
    expected = closers.length === 0 ? 'nothing' : 'comma or end';
  };
  const valueMayBegin = (): boolean => expected === 'value' || expected === 'value or end';

  return (line) => {
    for (let at = 0; at < line.length; at += 1) {
      // `at` is less than the length.
      const byte = line[at] as number;
      if (isSpace(byte)) continue;
      switch (byte) {
        case BYTE.quote: {
          const isKey = expected === 'key' || expected === 'key or end';
          if (!isKey && !valueMayBegin()) return 'broken';
          at = endOfString(line, at + 1);
          // A string cannot contain a line feed.
          if (at < 0) return 'broken';
          if (isKey) expected = 'colon';
          else endValue();
          break;
        }
        case BYTE.objectStart:
          if (!valueMayBegin()) return 'broken';
          closers.push(BYTE.objectEnd);
          expected = 'key or end';
          break;
        case BYTE.arrayStart:
          if (!valueMayBegin()) return 'broken';
          closers.push(BYTE.arrayEnd);
          expected = 'value or end';
          break;
        case BYTE.objectEnd:
        case BYTE.arrayEnd:
          if (!expected.endsWith('or end') || closers.pop() !== byte) return 'broken';
          endValue();
          break;
        case BYTE.comma:
          if (expected !== 'comma or end') return 'broken';
          expected = closers.at(-1) === BYTE.objectEnd ? 'key' : 'value';
          break;
        case BYTE.colon:
          if (expected !== 'colon') return 'broken';
          expected = 'value';
          break;
        default: {
          const end = endOfWord(line, at);
          if (end === at || !valueMayBegin()) return 'broken';
          at = end - 1;
          endValue();
        }
      }
    }
    return expected === 'nothing' ? 'closed' : 'open';
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
