import type { FramedValue } from '../input/framed-value.js';
import { createFraming } from '../input/framing.js';
import type { Input } from '../input/inputs.js';
import type { Block } from '../input/lines.js';
import type { ValueReader } from '../input/outcome.js';
import type { Pool } from './pool.js';

/** One block of an input, for a worker. */
export interface BlockTask extends Omit<Block, 'bytes'> {
  readonly bytes: Uint8Array;
  /** The name of the input. */
  readonly input: string;
}

/** What a worker made of a block. */
export interface BlockResult<Batch> {
  /** Those of the task. */
  readonly bytes: Uint8Array;
  /** Absent if a value goes on after the block, so that it cannot be read alone. */
  readonly batch: Batch | undefined;
}

/** Worker threads that read blocks. */
export type BlockPool<Batch> = Pick<Pool<BlockTask, BlockResult<Batch>>, 'run' | 'size'>;

/** Collects values until their batch is taken. */
export interface Batcher<Batch> {
  add(input: Pick<Input, 'name'>, value: FramedValue): void;
  /** Whether the rest of the input is of no use. */
  readonly endsInput?: boolean;
  take(): Batch;
}

/** Reads a block as if it were the first lines of an input. */
export function readBlock<Batch>(
  { input, bytes, number }: BlockTask,
  read: ValueReader,
  batcher: Batcher<Batch>,
): BlockResult<Batch> {
  const framing = createFraming(read);
  const block = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), number };
  for (const value of framing.block(block)) {
    batcher.add({ name: input }, value);
    if (batcher.endsInput) return { bytes, batch: batcher.take() };
  }
  const batch = batcher.take();
  return { bytes, batch: framing.isOpen ? undefined : batch };
}
