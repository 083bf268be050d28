import { bytesOf, type Input } from './inputs.js';
import { type Block, countLines, LINE_FEED } from './lines.js';

/** Where a value that is not indented begins. */
const VALUE_START = Buffer.from('\n{');

/**
 * Splits an input into blocks of lines, which workers can read at the same time. A block ends before a line that begins a
 * value, where there is one, so that no value goes on in the next block; a longer line is a block of its own, and one that is
 * too long to be held is several.
 *
 * @param minBytes how long a block is at least
 * @param maxPartialBytes how much of a line is held at most
 */
export async function* blocksOf(
  input: Input,
  minBytes: number,
  maxPartialBytes: number,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<Block, void, undefined> {
  let number = 1;
  let chunks: Buffer[] = [];
  let size = 0;
  let hasFeed = false;
  let startsWithin = false;
  for await (const chunk of bytesOf(input, onBytes)) {
    chunks.push(chunk);
    size += chunk.length;
    hasFeed ||= chunk.includes(LINE_FEED);
    if (size < minBytes || (!hasFeed && size < maxPartialBytes)) continue;
    const bytes = Buffer.concat(chunks);
    if (!hasFeed) {
      yield { bytes, number, startsWithin, endsWithin: true };
      chunks = [];
      size = 0;
      startsWithin = true;
      continue;
    }
    const value = bytes.lastIndexOf(VALUE_START);
    const end = value > 0 ? value : bytes.lastIndexOf(LINE_FEED);
    const block = bytes.subarray(0, end);
    // A copy, since the buffer of the block may go to a worker.
    const rest = Buffer.from(bytes.subarray(end + 1));
    chunks = [rest];
    size = rest.length;
    hasFeed = rest.includes(LINE_FEED);
    const lines = countLines(block);
    yield { bytes: block, number, startsWithin };
    startsWithin = false;
    number += lines;
  }
  const rest = Buffer.concat(chunks);
  if (rest.length === 0 && !startsWithin) return;
  yield { bytes: rest.at(-1) === LINE_FEED ? rest.subarray(0, -1) : rest, number, startsWithin };
}
