import { type Kinds, kindOf } from '../../input/outcome.js';
import { createEventReader } from '../../input/read-event.js';
import { createRowFormatter } from '../../output/create-formatter.js';
import type { RowFormat } from '../../output/formatter.js';
import { type BlockReader, readBlock } from '../../workers/block-reader.js';
import { type Batch, createBatcher } from './batch.js';

/** What a worker needs to read for `normalize`. */
export interface BlockReaderOptions {
  readonly command: 'normalize';
  readonly format: RowFormat;
  readonly kinds: Kinds;
  readonly keepsIssues: boolean;
  readonly keepsRejects: boolean;
}

/** Creates a reader of blocks of events. */
export function createBlockReader({ format, kinds, ...keeps }: BlockReaderOptions): BlockReader<Batch> {
  const read = createEventReader(kinds);
  const batcher = createBatcher({ formatter: createRowFormatter(format, kindOf(kinds)), ...keeps });
  return {
    read: (task) => readBlock(task, read, batcher),
    // Node puts small buffers, as those of rejects are, into one that it shares.
    buffersOf: ({ text }) => [text.buffer],
  };
}
