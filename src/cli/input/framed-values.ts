import type { FramedValue } from './framed-value.js';
import { createFraming } from './framing.js';
import { bytesOf, type Input } from './inputs.js';
import { type Block, LINE_FEED, linesOf, startOfText } from './lines.js';
import type { ValueReader } from './outcome.js';

/** The first bytes of gzip. */
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Reads the JSON values of an input, in one batch a chunk. A compressed input is one rejected value. */
export async function* framedValuesOf(
  input: Input,
  read: ValueReader,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<Iterable<FramedValue>, void, undefined> {
  const framing = createFraming(read);
  for await (const block of linesOf(bytesOf(input, onBytes))) {
    const compressed = compressedIn(block);
    if (compressed) {
      yield [compressed];
      return;
    }
    yield framing.block(block);
  }
  yield framing.end();
}

/** Rejects the beginning of a compressed input; `undefined` if it is not compressed, or not its beginning. */
export function compressedIn(block: Block): FramedValue | undefined {
  if (block.number !== 1 || block.startsWithin) return undefined;
  const start = startOfText(block);
  if (!block.bytes.subarray(start, start + GZIP.length).equals(GZIP)) return undefined;
  const end = block.bytes.indexOf(LINE_FEED, start);
  const reason = 'Compressed with gzip: decompress it first (zcat).';
  return {
    bytes: block.bytes.subarray(start, end < 0 ? undefined : end),
    line: block.number,
    element: undefined,
    outcome: { status: 'rejected', code: 'input_compressed', reason },
  };
}
