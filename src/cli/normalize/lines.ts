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
  let number = 0;
  let begun: Buffer[] = [];
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const part = chunk.subarray(start, end);
      number += 1;
      lines.push(lineOf(begun.length === 0 ? part : Buffer.concat([...begun, part]), number));
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) yield [lineOf(Buffer.concat(begun), number + 1)];
}

function lineOf(bytes: Buffer, number: number): Line {
  const marked = number === 1 && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return { bytes: marked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes, number };
}
