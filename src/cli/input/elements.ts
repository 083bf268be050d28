import { BYTE, endOfString, isSpace, skipSpace, trimEnd } from './json-bytes.js';
import { createJsonScanner, type ScanState } from './json-scanner.js';
import { countLines, createLineBlock, type Line, type LineBlock } from './lines.js';

/** One element of an array, as bytes. */
export interface Element {
  readonly bytes: Buffer;
  /** The line it begins in. */
  readonly line: number;
  /** Its index in the array. */
  readonly index: number;
}

/** Cuts an array into its elements, without parsing them: each can then be read or rejected alone, byte for byte. */
export interface ArrayCutter {
  readonly state: ScanState;
  /**
   * Takes the next line, or several of which no more is left than elements and commas. Yields the elements that are complete:
   * each has a comma or the closing bracket after it.
   */
  line(line: Line): Generator<Element, void, undefined>;
  /** How much of some text, which may break off anywhere, its elements take with the commas after them. */
  lengthOfElements(bytes: Buffer): number;
  /** Whether the beginning of a line breaks the array, however it goes on. */
  isBrokenBy(bytes: Buffer): boolean;
  /** How many elements are complete. */
  readonly count: number;
  /**
   * The text after the last complete element, in lines, without the white space before it; `undefined` if that is all.
   * If no element is complete, all lines of the array.
   */
  readonly rest: LineBlock | undefined;
}

const LINE_FEED = Buffer.from('\n');

/** Creates a cutter that holds no more of an array than the element which is incomplete. */
export function createArrayCutter(): ArrayCutter {
  const scanner = createJsonScanner();
  let count = 0;
  let rest: LineBlock | undefined;

  /** @param end the bytes before the comma or bracket */
  const cut = (end: Line): Element | undefined => {
    const text = rest === undefined ? end.bytes : Buffer.concat([rest.bytes(), LINE_FEED, end.bytes]);
    // Before the first element is the bracket.
    const start = skipSpace(text, count === 0 ? skipSpace(text) + 1 : 0);
    const bytes = trimEnd(text.subarray(start));
    if (bytes.length === 0) return undefined;
    const line = (rest ?? end).number + countLines(text.subarray(0, start)) - 1;
    return { bytes, line, index: count };
  };

  return {
    get state() {
      return scanner.state;
    },
    get count() {
      return count;
    },
    get rest() {
      return rest;
    },
    lengthOfElements(bytes) {
      const probe = scanner.copy();
      let end = 0;
      let at = probe.scan(bytes);
      while (probe.state === 'open' && at < bytes.length) {
        end = at + 1;
        at = probe.scan(bytes, end);
      }
      return end;
    },
    isBrokenBy(bytes) {
      const probe = scanner.copy();
      let at = probe.scan(bytes);
      while (probe.state === 'open' && at < bytes.length) at = probe.scan(bytes, at + 1);
      // A string that has no end yet may get one.
      const isString = bytes[at] === BYTE.quote && endOfString(bytes, at + 1) < 0;
      return probe.state === 'broken' && !isString;
    },
    *line({ bytes, number }) {
      let line = number;
      let start = 0;
      let at = scanner.scan(bytes);
      while (scanner.state !== 'broken' && at < bytes.length) {
        const text = bytes.subarray(start, at);
        const element = cut({ bytes: text, number: line });
        line += countLines(text) - 1;
        if (element) {
          rest?.take();
          rest = undefined;
          yield element;
          count += 1;
        }
        // What comes after the closing bracket is broken, and the bracket with it.
        start = bytes[at] === BYTE.comma ? at + 1 : at;
        at = scanner.scan(bytes, at + 1);
      }
      if (scanner.state === 'closed') return;
      if (rest) rest.add({ bytes: bytes.subarray(start), number });
      else if (count === 0) rest = createLineBlock({ bytes, number });
      else if (skipSpace(bytes, start) < bytes.length)
        rest = createLineBlock({ bytes: bytes.subarray(skipSpace(bytes, start)), number });
    },
  };
}

/** The bytes of the value of a key of an object with matching brackets; `undefined` if no key is written so. */
export function memberOf(object: Uint8Array, key: string): Uint8Array | undefined {
  let value: Uint8Array | undefined;
  for (const { start, end } of membersOf(object)) {
    const member = object.subarray(start, end);
    const keyEnd = endOfString(member, 1);
    if (Buffer.from(member.subarray(1, keyEnd)).toString() !== key) continue;
    // After the colon. Of equal keys the last counts, as in JSON.parse.
    value = member.subarray(skipSpace(member, keyEnd + 1) + 1);
  }
  return value;
}

/** The ranges of what the commas of an object separate. */
function* membersOf(object: Uint8Array): Generator<{ start: number; end: number }, void, undefined> {
  let depth = 0;
  let start = -1;
  let end = -1;
  for (let at = skipSpace(object) + 1; at < object.length; at += 1) {
    const byte = object[at];
    if (isSpace(byte)) continue;
    const isEnd = depth === 0 && byte === BYTE.objectEnd;
    if (isEnd || (byte === BYTE.comma && depth === 0)) {
      if (start >= 0) yield { start, end };
      if (isEnd) return;
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (byte === BYTE.quote) at = endOfString(object, at + 1);
    else if (byte === BYTE.objectStart || byte === BYTE.arrayStart) depth += 1;
    else if (byte === BYTE.objectEnd || byte === BYTE.arrayEnd) depth -= 1;
    end = at + 1;
  }
}
