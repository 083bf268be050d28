/** One line of an input, without its line feed. */
export interface Line {
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
}

export const LINE_FEED = 10;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Consecutive lines, without the line feed at their end. They are whole, unless one of them is too long to be held. */
export interface Block {
  readonly bytes: Buffer;
  /** The number of the first line. */
  readonly number: number;
  /** Whether the first line began in the block before. */
  readonly startsWithin?: boolean;
  /** Whether the last line goes on in the next block. */
  readonly endsWithin?: boolean;
}

/** A line that is longer comes in parts. */
const MAX_PARTIAL_BYTES = 262_144;

/** Splits a stream into lines: for each chunk, those that end in it. Only a partial line is buffered and copied. */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  maxPartialBytes = MAX_PARTIAL_BYTES,
): AsyncGenerator<Block, void, undefined> {
  let number = 1;
  let partial: Buffer[] = [];
  let size = 0;
  let startsWithin = false;
  for await (const chunk of chunks) {
    let start = 0;
    const first = chunk.indexOf(LINE_FEED);
    if (first >= 0 && (partial.length > 0 || startsWithin)) {
      yield { bytes: Buffer.concat([...partial, chunk.subarray(0, first)]), number, startsWithin };
      number += 1;
      partial = [];
      size = 0;
      startsWithin = false;
      start = first + 1;
    }
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end >= start) {
      const bytes = chunk.subarray(start, end);
      yield { bytes, number };
      number += countLines(bytes);
      start = end + 1;
    }
    if (start === chunk.length) continue;
    partial.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size < maxPartialBytes) continue;
    yield { bytes: Buffer.concat(partial), number, startsWithin, endsWithin: true };
    partial = [];
    size = 0;
    startsWithin = true;
  }
  if (partial.length > 0 || startsWithin) yield { bytes: Buffer.concat(partial), number, startsWithin };
}

/** How many lines there are: one more than line feeds. */
export function countLines(bytes: Buffer): number {
  let count = 1;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** Splits bytes into lines, numbered from `number`. Before line 1 it drops a byte order mark. */
export function linesIn(bytes: Buffer, number: number): Line[] {
  const lines: Line[] = [];
  let start = startOfText({ bytes, number });
  for (let end = bytes.indexOf(LINE_FEED, start); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push({ bytes: bytes.subarray(start, end), number: number + lines.length });
    start = end + 1;
  }
  lines.push({ bytes: bytes.subarray(start), number: number + lines.length });
  return lines;
}

/** Where the text of a block begins: after a byte order mark before line 1. */
export function startOfText({ bytes, number, startsWithin }: Block): number {
  const mayBeMarked = number === 1 && !startsWithin;
  const isMarked = mayBeMarked && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return isMarked ? BYTE_ORDER_MARK.length : 0;
}

/** Consecutive lines, collected until they are complete. */
export interface LineBlock {
  add(line: Line): void;
  /** All lines, with line feeds between. */
  bytes(): Buffer;
  /** The same, after which the block is empty. */
  take(): Buffer;
  /** The number of the first line, or of the first that was taken. */
  readonly number: number;
  /** How many bytes the lines have. */
  readonly size: number;
}

const BUFFERS_PER_PART = 4_096;
const FEED = Buffer.from([LINE_FEED]);

/**
 * Creates a block from its first line. Lines that follow one another in one buffer are kept as one range, and ranges are merged
 * as they become many: an object for each line would outweigh the lines. A block that is done with should be emptied: V8 may keep
 * it for long, and with it the chunks of input that its lines are in.
 */
export function createLineBlock(first: Line): LineBlock {
  let parts: Buffer[] = [];
  let recent: Buffer[] = [];
  let range: Range | undefined = rangeOf(first.bytes);
  let size = first.bytes.length;
  let number = first.number;
  const bytes = (): Buffer => {
    const last = range === undefined ? FEED.subarray(1) : bytesIn(range);
    return parts.length + recent.length === 0 ? last : Buffer.concat([...parts, ...recent, last]);
  };
  return {
    get number() {
      return number;
    },
    get size() {
      return size;
    },
    add(line) {
      if (range === undefined) {
        range = rangeOf(line.bytes);
        size = line.bytes.length;
        number = line.number;
        return;
      }
      size += FEED.length + line.bytes.length;
      if (follows(range, line.bytes)) {
        range.end += FEED.length + line.bytes.length;
        return;
      }
      recent.push(bytesIn(range), FEED);
      range = rangeOf(line.bytes);
      if (recent.length < BUFFERS_PER_PART) return;
      parts.push(Buffer.concat(recent));
      recent = [];
    },
    bytes,
    take() {
      const taken = bytes();
      parts = [];
      recent = [];
      range = undefined;
      size = 0;
      return taken;
    },
  };
}

/** Whether bytes are in the same buffer as a range, with a line feed between. */
function follows({ buffer, end }: Range, bytes: Buffer): boolean {
  return bytes.byteOffset === end + 1 && bytes.buffer === buffer.buffer && buffer[end] === LINE_FEED;
}

/** A range of bytes. */
interface Range {
  /** All of the memory that the range is in. */
  readonly buffer: Buffer;
  readonly start: number;
  end: number;
}

function rangeOf({ buffer, byteOffset, length }: Buffer): Range {
  return { buffer: Buffer.from(buffer), start: byteOffset, end: byteOffset + length };
}

function bytesIn({ buffer, start, end }: Range): Buffer {
  return buffer.subarray(start, end);
}
