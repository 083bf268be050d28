import type { Preset } from '../../../quality/index.js';
import type { CollectedConference } from '../../../report/index.js';
import type { BlockPool, BlockResult } from '../../workers/block-reader.js';
import type { Pool } from '../../workers/pool.js';
import { createWorkerPool } from '../../workers/worker-pool.js';
import type { PackedConference } from './packed-conference.js';
import type { RecordBatch } from './record-batch.js';
import type { RecordOptions, RecordResult, RecordTask } from './record-job.js';

/** Worker threads that read blocks, and then measure conferences. */
export type RecordPool = Pool<RecordTask, RecordResult>;

export function createRecordPool(workers: number, preset: Preset): RecordPool {
  const options: RecordOptions = { job: 'read and measure records', preset };
  return createWorkerPool(workers, options);
}

export function readersIn(pool: Pick<RecordPool, 'run' | 'size'>): BlockPool<RecordBatch> {
  return {
    size: pool.size,
    // The answer to a block.
    run: async (task, transfer) => (await pool.run(task, transfer)) as BlockResult<RecordBatch>,
  };
}

export async function measureIn(
  pool: Pick<RecordPool, 'run'>,
  conference: PackedConference,
): Promise<CollectedConference> {
  const buffers = conference.members.map(({ numbers }) => numbers.buffer);
  // The answer to a conference.
  return (await pool.run(conference, buffers)) as CollectedConference;
}
