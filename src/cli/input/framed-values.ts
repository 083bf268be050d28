import type { FramedValue } from './framed-value.js';
import { createFraming } from './framing.js';
import { bytesOf, type Input } from './inputs.js';
import { type Line, linesOf } from './lines.js';
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
  for await (const lines of linesOf(bytesOf(input, onBytes))) {
    const [first] = lines;
    if (first && isCompressed(first)) {
      yield [compressed(first)];
      return;
    }
    yield valuesIn(lines, framing.line);
  }
  yield framing.end();
}

function* valuesIn(
  lines: readonly Line[],
  valuesOf: (line: Line) => Iterable<FramedValue>,
): Generator<FramedValue> {
  for (const line of lines) yield* valuesOf(line);
}

function isCompressed({ bytes, number }: Line): boolean {
  return number === 1 && bytes.subarray(0, GZIP.length).equals(GZIP);
}

function compressed({ bytes, number }: Line): FramedValue {
  const reason = 'Compressed with gzip: decompress it first (zcat).';
  return {
    bytes,
    line: number,
    element: undefined,
    outcome: { status: 'rejected', code: 'input_compressed', reason },
  };
}
