import { BYTE, endOfString, isSpace } from './json-bytes.js';

/**
 * How far a JSON value has come: `open` while more must follow, `closed` when it is whole, `broken` when nothing that
 * follows could make it whole.
 */
export type Progress = 'open' | 'closed' | 'broken';

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/**
 * Follows one value of several lines, of which each is given in turn. It looks at the structure alone: brackets, commas,
 * colons, strings. Whether `tru` is a value is left to the parser.
 */
export function createJsonScanner(): (line: Uint8Array) => Progress {
  const closers: number[] = [];
  let expected: Expected = 'value';

  const endValue = (): void => {
    expected = closers.length === 0 ? 'nothing' : 'comma or end';
  };
  const mayBegin = (): boolean => expected === 'value' || expected === 'value or end';

  return (line) => {
    for (let at = 0; at < line.length; at += 1) {
      // The loop is bounded by the length of the line.
      const byte = line[at] as number;
      if (isSpace(byte)) continue;
      switch (byte) {
        case BYTE.quote: {
          const isKey = expected === 'key' || expected === 'key or end';
          if (!isKey && !mayBegin()) return 'broken';
          at = endOfString(line, at + 1);
          // No string goes on in the next line.
          if (at < 0) return 'broken';
          if (isKey) expected = 'colon';
          else endValue();
          break;
        }
        case BYTE.objectStart:
          if (!mayBegin()) return 'broken';
          closers.push(BYTE.objectEnd);
          expected = 'key or end';
          break;
        case BYTE.arrayStart:
          if (!mayBegin()) return 'broken';
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
          if (end === at || !mayBegin()) return 'broken';
          at = end - 1;
          endValue();
        }
      }
    }
    return expected === 'nothing' ? 'closed' : 'open';
  };
}

/** Where a number, `true`, `false` or `null` ends. */
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
