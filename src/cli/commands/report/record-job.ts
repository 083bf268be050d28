import type { Preset } from '../../../quality/index.js';
import { limitsOf } from '../../../quality/thresholds.js';
import type { CollectedConference } from '../../../report/index.js';
import { readRecord } from '../../input/read-record.js';
import { type BlockResult, type BlockTask, readBlock } from '../../workers/block-reader.js';
import type { Job } from '../../workers/job.js';
import { measureConference, type PackedConference } from './packed-conference.js';
import { createRecordBatcher, type RecordBatch } from './record-batch.js';

/** What a worker of `report` needs. */
export interface RecordOptions {
  readonly job: 'read and measure records';
  readonly preset: Preset;
}

export type RecordTask = BlockTask | PackedConference;
export type RecordResult = BlockResult<RecordBatch> | CollectedConference;

/** Reads blocks of samples, snapshots and issues, and then measures conferences. */
export function recordJob({ preset }: RecordOptions): Job<RecordTask, RecordResult> {
  const batcher = createRecordBatcher();
  const limits = limitsOf(preset.thresholds);
  return {
    run: (task) =>
      'members' in task ? measureConference(task, limits) : readBlock(task, readRecord, batcher),
    buffersOf(result) {
      if (!('bytes' in result)) return [];
      const { bytes, batch } = result;
      return [bytes.buffer, ...(batch ? [batch.samples.buffer, batch.digests.buffer] : [])];
    },
  };
}
