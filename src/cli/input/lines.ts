/** One line of an input, without its line feed. */
export interface Line {
  readonly bytes: Buffer;
  /** Counted from 1. */
  readonly number: number;
}

const LINE_FEED = 10;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The lines of an input, as many at a time as a chunk ends. Only an unfinished line is kept between chunks. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[], void, undefined> {
  let number = 1;
  let begun: Buffer[] = [];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end >= 0) {
      const ended = chunk.subarray(0, end);
      const lines = linesIn(begun.length === 0 ? ended : Buffer.concat([...begun, ended]), number);
      begun = [];
      number += lines.length;
      yield lines;
    }
    if (end + 1 < chunk.length) begun.push(chunk.subarray(end + 1));
  }
  if (begun.length > 0) yield linesIn(Buffer.concat(begun), number);
}

/** The lines in bytes of which the first is of that number. A byte order mark before the first of all is no part of it. */
export function linesIn(bytes: Buffer, number: number): Line[] {
  const lines: Line[] = [];
  const isMarked = number === 1 && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  let start = isMarked ? BYTE_ORDER_MARK.length : 0;
  for (let end = bytes.indexOf(LINE_FEED, start); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push({ bytes: bytes.subarray(start, end), number: number + lines.length });
    start = end + 1;
  }
  lines.push({ bytes: bytes.subarray(start), number: number + lines.length });
  return lines;
}

/** Lines being put together again. */
export interface Block {
  add(line: Line): void;
  /** All of them, with line feeds between. */
  bytes(): Buffer;
  /** The number of the first. */
  readonly number: number;
}

const LINES_PER_PART = 4_096;

/** A block that begins with a line. Few buffers are kept: one for each line would take more than most lines do. */
export function createBlock(first: Line): Block {
  const feed = Buffer.from([LINE_FEED]);
  const parts: Buffer[] = [];
  let recent: Buffer[] = [first.bytes];
  return {
    number: first.number,
    add({ bytes }) {
      recent.push(feed, bytes);
      if (recent.length < LINES_PER_PART) return;
      parts.push(Buffer.concat(recent));
      recent = [];
    },
    bytes: () => Buffer.concat([...parts, ...recent]),
  };
}
