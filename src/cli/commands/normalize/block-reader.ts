import { valuesIn } from '../../input/framed-values.js';
import { createFraming } from '../../input/framing.js';
import type { Block } from '../../input/lines.js';
import { type Kinds, kindOf } from '../../input/outcome.js';
import { createEventReader } from '../../input/read-event.js';
import { createRowFormatter } from '../../output/create-formatter.js';
import type { RowFormat } from '../../output/formatter.js';
import { type Batch, createBatcher } from './batch.js';

/** One block of an input, for a worker. */
export interface BlockTask extends Omit<Block, 'bytes'> {
  readonly bytes: Uint8Array;
  /** The name of the input. */
  readonly input: string;
}

/** What a worker made of a block. */
export interface BlockResult {
  /** Those of the task. */
  readonly bytes: Uint8Array;
  /** Absent if a value goes on after the block, so that it cannot be read alone. */
  readonly batch: Batch | undefined;
}

export interface BlockReaderOptions {
  readonly format: RowFormat;
  readonly kinds: Kinds;
  readonly keepsIssues: boolean;
  readonly keepsRejects: boolean;
}

/** Creates a function that reads one block after another, each as if it were the first lines of an input. */
export function createBlockReader({
  format,
  kinds,
  ...keeps
}: BlockReaderOptions): (task: BlockTask) => Batch | undefined {
  const read = createEventReader(kinds);
  const batcher = createBatcher({ formatter: createRowFormatter(format, kindOf(kinds)), ...keeps });
  return ({ input, bytes, number }) => {
    const framing = createFraming(read);
    const block = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), number };
    for (const value of valuesIn(block, framing.line)) batcher.add({ name: input }, value);
    const batch = batcher.take();
    return framing.isOpen ? undefined : batch;
  };
}
