import type { FramedValue } from './framed-value.js';
import { createFraming } from './framing.js';
import { bytesOf, type Input } from './inputs.js';
import { type Block, type Line, linesIn, linesOf } from './lines.js';
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
    yield valuesIn(block, framing.line);
  }
  yield framing.end();
}

/** Reads the values in some lines. */
export function* valuesIn(
  block: Block,
  valuesOf: (line: Line) => Iterable<FramedValue>,
): Generator<FramedValue> {
  for (const line of linesIn(block.bytes, block.number)) yield* valuesOf(line);
}

/** Rejects the beginning of a compressed input; `undefined` if it is not compressed, or not its beginning. */
export function compressedIn(block: Block): FramedValue | undefined {
  if (block.number !== 1) return undefined;
  const [first] = linesIn(block.bytes, block.number);
  if (!first?.bytes.subarray(0, GZIP.length).equals(GZIP)) return undefined;
  const reason = 'Compressed with gzip: decompress it first (zcat).';
  return {
    bytes: first.bytes,
    line: first.number,
    element: undefined,
    outcome: { status: 'rejected', code: 'input_compressed', reason },
  };
}
