import { blocksOf } from '../input/blocks.js';
import type { FramedValue } from '../input/framed-value.js';
import { compressedIn } from '../input/framed-values.js';
import { createFraming, type Framing } from '../input/framing.js';
import type { Input } from '../input/inputs.js';
import type { Block } from '../input/lines.js';
import type { ValueReader } from '../input/outcome.js';
import type { BlockPool, BlockResult } from './block-reader.js';

/** Where the values of the inputs go, in their order. */
export interface Sink<Batch> {
  /** Takes values that were read in this thread. */
  readonly values: (input: Input, values: Iterable<FramedValue>) => Promise<void>;
  /** Takes what a worker made of the values of a block. */
  readonly batch: (batch: Batch, input: Input) => Promise<void>;
  /** Whether nothing more of an input is wanted. */
  readonly isOver: (input: Input) => boolean;
}

export interface ParallelOptions<Batch> {
  /** It gets no task before there is enough to read. */
  readonly pool: BlockPool<Batch>;
  /** Reads what no worker can read alone. */
  readonly read: ValueReader;
  readonly sink: Sink<Batch>;
  readonly onBytes?: (bytes: number) => void;
  readonly sizes?: Sizes;
}

/** In bytes. */
interface Sizes {
  /** How much is read before workers start. */
  readonly beforeWorkers: number;
  /** Large enough that the work on a block outweighs its way to a worker. */
  readonly block: number;
  /** A longer block, which is one long line, is read in this thread, since a worker's memory is limited. */
  readonly longestBlock: number;
}

const SIZES: Sizes = { beforeWorkers: 2_097_152, block: 262_144, longestBlock: 2_097_152 };
const STEPS_PER_WORKER = 3;

/** A block on its way through a worker, or the end of an input. */
type Step<Batch> =
  | { readonly input: Input; readonly number: number; readonly result: Promise<BlockResult<Batch>> }
  | { readonly input: Input; readonly result: undefined };

/**
 * Reads inputs in worker threads, a block of lines at a time. A worker reads a block as if it were the first. That is right
 * unless a value goes on from one block into the next: then this thread reads both, and the blocks after them, until a block
 * ends with a value.
 */
export async function readInParallel<Batch>(
  inputs: readonly Input[],
  { pool, read, sink, onBytes = () => {}, sizes = SIZES }: ParallelOptions<Batch>,
): Promise<void> {
  /** Of a value that is incomplete. */
  let framing: Framing | undefined;
  let bytesRead = 0;
  const steps: Step<Batch>[] = [];

  const readHere = async (input: Input, block: Block): Promise<void> => {
    framing ??= createFraming(read);
    await sink.values(input, framing.block(block));
    if (!framing.isOpen) framing = undefined;
  };
  const take = async (step: Step<Batch>): Promise<void> => {
    if (sink.isOver(step.input)) {
      framing = undefined;
      return;
    }
    if (step.result === undefined) {
      if (framing) await sink.values(step.input, framing.end());
      framing = undefined;
      return;
    }
    const { bytes, batch } = await step.result;
    if (framing === undefined && batch !== undefined) return sink.batch(batch, step.input);
    const own = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return readHere(step.input, { bytes: own, number: step.number });
  };
  /** Takes the first steps, in order, until so many are left. */
  const settle = async (left: number): Promise<void> => {
    while (steps.length > left) {
      const [step] = steps.splice(0, 1);
      if (step) await take(step);
    }
  };
  const begin = (input: Input, { bytes, number }: Block): void => {
    const own = ownsBuffer(bytes) ? bytes : new Uint8Array(bytes);
    const result = pool.run({ input: input.name, bytes: own, number }, [own.buffer as ArrayBuffer]);
    // The run can end before it takes this result.
    result.catch(() => {});
    steps.push({ input, number, result });
  };
  const readInput = async (input: Input): Promise<void> => {
    const count = (bytes: number) => {
      bytesRead += bytes;
      onBytes(bytes);
    };
    for await (const block of blocksOf(input, sizes.block, sizes.longestBlock, count)) {
      const compressed = compressedIn(block);
      const isForWorker = () =>
        framing === undefined &&
        bytesRead >= sizes.beforeWorkers &&
        block.bytes.length <= sizes.longestBlock &&
        !block.endsWithin;
      if (compressed || !isForWorker()) await settle(0);
      else await settle(pool.size * STEPS_PER_WORKER - 1);
      if (sink.isOver(input)) break;
      if (compressed) return sink.values(input, [compressed]);
      // A step that was taken can have left a value open.
      if (isForWorker()) {
        begin(input, block);
        continue;
      }
      await settle(0);
      await readHere(input, block);
    }
    steps.push({ input, result: undefined });
  };

  for (const input of inputs) if (!sink.isOver(input)) await readInput(input);
  await settle(0);
}

/** Whether bytes are nearly all of their buffer, which can then move to another thread. Node puts small ones into a shared one. */
function ownsBuffer({ byteOffset, byteLength, buffer }: Uint8Array): boolean {
  return byteOffset === 0 && byteLength * 2 > buffer.byteLength;
}
