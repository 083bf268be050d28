import { createFraming, type FramedValue } from './framing.js';
import { bytesOf, type Input } from './inputs.js';
import { type Line, linesOf } from './lines.js';
import type { Read } from './outcome.js';

/** The first bytes of gzip. */
const GZIP = Buffer.from([0x1f, 0x8b]);

/** The JSON values of an input, as many at a time as a chunk ends. Of a compressed one nothing is read. */
export async function* valuesOf(
  input: Input,
  read: Read,
  advance: (bytes: number) => void = () => {},
): AsyncGenerator<Iterable<FramedValue>, void, undefined> {
  const framing = createFraming(read);
  for await (const lines of linesOf(bytesOf(input, advance))) {
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
  valuesEndedBy: (line: Line) => Iterable<FramedValue>,
): Generator<FramedValue> {
  for (const line of lines) yield* valuesEndedBy(line);
}

function isCompressed({ bytes, number }: Line): boolean {
  return number === 1 && bytes.subarray(0, GZIP.length).equals(GZIP);
}

function compressed({ bytes, number }: Line): FramedValue {
  const reason = 'This is compressed: send it through zcat.';
  return {
    bytes,
    line: number,
    element: undefined,
    outcome: { status: 'rejected', code: 'input_compressed', reason },
  };
}
