import { type Kinds, kindOf } from '../../input/outcome.js';
import { createEventReader } from '../../input/read-event.js';
import { createRowFormatter } from '../../output/create-formatter.js';
import type { RowFormat } from '../../output/formatter.js';
import { type BlockResult, type BlockTask, readBlock } from '../../workers/block-reader.js';
import type { Job } from '../../workers/job.js';
import { type Batch, createBatcher } from './batch.js';

/** What a worker needs to read events. */
export interface ReadingOptions {
  readonly job: 'read events';
  readonly format: RowFormat;
  readonly kinds: Kinds;
  readonly keepsIssues: boolean;
  readonly keepsRejects: boolean;
}

/** Reads blocks of events. */
export function readingJob({ format, kinds, ...keeps }: ReadingOptions): Job<BlockTask, BlockResult<Batch>> {
  const read = createEventReader(kinds);
  const batcher = createBatcher({ formatter: createRowFormatter(format, kindOf(kinds)), ...keeps });
  return {
    run: (task) => readBlock(task, read, batcher),
    // Node puts small buffers, as those of rejects are, into one that it shares.
    buffersOf: ({ bytes, batch }) => [bytes.buffer, ...(batch ? [batch.text.buffer] : [])],
  };
}
