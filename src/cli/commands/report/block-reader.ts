import { readRecord } from '../../input/read-record.js';
import { type BlockReader, readBlock } from '../../workers/block-reader.js';
import { createRecordBatcher, type RecordBatch } from './record-batch.js';

/** What a worker needs to read for `report`. */
export interface BlockReaderOptions {
  readonly command: 'report';
}

/** Creates a reader of blocks of samples, snapshots and issues. */
export function createBlockReader(): BlockReader<RecordBatch> {
  const batcher = createRecordBatcher();
  return {
    read: (task) => readBlock(task, readRecord, batcher),
    buffersOf: ({ samples, digests }) => [samples.buffer, digests.buffer],
  };
}
