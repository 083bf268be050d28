import type { FramedValue } from '../../input/framed-value.js';
import { framedValuesOf } from '../../input/framed-values.js';
import type { Input } from '../../input/inputs.js';
import { readRecord } from '../../input/read-record.js';
import { readInParallel, type Sink } from '../../workers/read-in-parallel.js';
import { createRecordBatcher, type RecordBatch, type RejectedValue } from './record-batch.js';
import { RecordGroups } from './record-groups.js';
import { type RecordPool, readersIn } from './record-pool.js';

const MAX_BATCH_SIZE = 1_000;

/**
 * Reads the records of inputs into groups.
 *
 * @param pool absent if this thread reads all
 * @param onRejected called with those that can be shown
 */
export async function readGroups(
  inputs: readonly Input[],
  pool: RecordPool | undefined,
  onRejected: (input: Input, value: RejectedValue) => void,
): Promise<RecordGroups> {
  const groups = new RecordGroups();
  const batcher = createRecordBatcher();
  const over = new Set<Input>();
  const addBatch = (batch: RecordBatch, input: Input): void => {
    groups.add(batch);
    for (const value of batch.rejects) onRejected(input, value);
    if (batch.endsInput) over.add(input);
  };
  const addValues = (input: Input, values: Iterable<FramedValue>): void => {
    for (const value of values) {
      batcher.add(input, value);
      if (batcher.endsInput) break;
      if (batcher.size >= MAX_BATCH_SIZE) addBatch(batcher.take(), input);
    }
    addBatch(batcher.take(), input);
  };
  const sink: Sink<RecordBatch> = {
    values: async (input, values) => addValues(input, values),
    batch: async (batch, input) => addBatch(batch, input),
    isOver: (input) => over.has(input),
  };

  if (pool !== undefined) {
    await readInParallel(inputs, { pool: readersIn(pool), read: readRecord, sink });
    return groups;
  }
  for (const input of inputs) {
    for await (const values of framedValuesOf(input, readRecord)) {
      addValues(input, values);
      if (over.has(input)) break;
    }
  }
  return groups;
}
