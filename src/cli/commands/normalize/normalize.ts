import { batchOf } from '../../database/batch-of.js';
import { openDatabase } from '../../database/open-database.js';
import { createRowWriter } from '../../database/row-writer.js';
import { filesOf } from '../../database/target.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import type { FramedValue } from '../../input/framed-value.js';
import { framedValuesOf } from '../../input/framed-values.js';
import { type Input, openInputs, totalSize } from '../../input/inputs.js';
import { kindOf, type ValueReader } from '../../input/outcome.js';
import { createEventReader } from '../../input/read-event.js';
import { createRestReader } from '../../input/read-rest.js';
import type { Io } from '../../io.js';
import { createFormatter } from '../../output/create-formatter.js';
import { createRowText } from '../../output/row-text.js';
import { openSideFile } from '../../output/side-file.js';
import { createTextWriter } from '../../output/text-writer.js';
import type { BlockResult, BlockTask } from '../../workers/block-reader.js';
import type { Pool } from '../../workers/pool.js';
import { readInParallel, type Sink } from '../../workers/read-in-parallel.js';
import { createWorkerPool } from '../../workers/worker-pool.js';
import { type Batch, createBatcher } from './batch.js';
import { type Options, readOptions } from './options.js';
import { createProgressLine } from './progress-line.js';
import type { ReadingOptions } from './reading-job.js';
import { createTotals } from './totals.js';

/** A file or a pipe gets a line for every reject. */
const MAX_REJECT_LINES_ON_TERMINAL = 20;
/** A chunk of the input can leave much more, as an array in one line does. */
const MAX_BATCH_SIZE = 65_536;

/** Runs `zoom-qss normalize`. */
export async function normalize(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args, io);
  const outputs = [options.rejects, options.issues].filter((path) => path !== undefined);
  const inputs = openInputs(options.inputs, io, outputs, filesOf(options.store));
  const output = createTextWriter(io.stdout);
  const formatter =
    options.format === undefined ? undefined : createFormatter(options.format, kindOf(options.kinds), io);
  const rowText = formatter === undefined ? undefined : createRowText(formatter);
  const progress = createProgressLine(io, totalSize(inputs));
  const maxRejectLines = io.stderr.isTTY ? MAX_REJECT_LINES_ON_TERMINAL : Number.POSITIVE_INFINITY;
  const totals = createTotals(options, maxRejectLines);
  const database = options.store === undefined ? undefined : await openDatabase(options.store);
  const stored = database === undefined ? undefined : createRowWriter(database);
  const rejects = options.rejects === undefined ? undefined : openSideFile(options.rejects);
  const issues = options.issues === undefined ? undefined : openSideFile(options.issues);
  const keeps = { keepsIssues: issues !== undefined, keepsRejects: rejects !== undefined };
  const batcher = createBatcher({ formatter, ...keeps });

  const writeBatch = async (batch: Batch): Promise<void> => {
    const { counts, rejectLines } = batch;
    const named = Math.max(0, maxRejectLines - totals.rejected);
    totals.add(counts);
    if (rejectLines.length > 0) progress.clear();
    for (const line of rejectLines.slice(0, named)) io.stderr.write(line);
    if (batch.rejects.length > 0) rejects?.write(batch.rejects);
    if (batch.issues.length > 0) issues?.write(batch.issues);
    if (!batch.hasRows) return;
    await output.write(rowText?.next() ?? '');
    await output.write(batch.text);
  };
  // A database gets the rest of the input though the reader of standard output has gone.
  const isOver = () => output.closed && stored === undefined;
  const writeValues = async (input: Input, values: Iterable<FramedValue>): Promise<void> => {
    for (const value of values) {
      const { outcome } = value;
      batcher.add(input, value);
      const storing = outcome.status === 'rejected' ? undefined : stored?.add(batchOf(outcome));
      if (storing) await storing;
      if (batcher.size < MAX_BATCH_SIZE) continue;
      await writeBatch(batcher.take());
      if (isOver()) return;
    }
    await writeBatch(batcher.take());
  };

  let pool: Pool<BlockTask, BlockResult<Batch>> | undefined;
  try {
    const { format, workers, kinds } = options;
    const read = createReader(options);
    const sink = { values: writeValues, batch: writeBatch, isOver };
    const onBytes = progress.advance;
    if (workers === 0 || format === undefined || format === 'table')
      await readAll(inputs, read, sink, onBytes);
    else {
      const job: ReadingOptions = { job: 'read events', format, kinds, ...keeps };
      pool = createWorkerPool<BlockTask, BlockResult<Batch>>(workers, job);
      await readInParallel(inputs, { pool, read, sink, onBytes });
    }
    await stored?.flush();
    await output.write(rowText?.end() ?? '');
    await output.flush();
    rejects?.commit();
    issues?.commit();
  } finally {
    await pool?.close();
    progress.clear();
    rejects?.close();
    issues?.close();
    await database?.close();
  }
  // The reader of the output has gone, so the totals cover only part of the input.
  if (isOver()) return EXIT.ok;
  io.stderr.write(totals.summary());
  if (stored) io.stderr.write(stored.summary());
  return totals.rejected + (stored?.rejected ?? 0) === 0 ? EXIT.ok : EXIT.rejected;
}

async function readAll(
  inputs: readonly Input[],
  read: ValueReader,
  sink: Sink<Batch>,
  onBytes: (bytes: number) => void,
): Promise<void> {
  for (const input of inputs) {
    for await (const values of framedValuesOf(input, read, onBytes)) {
      await sink.values(input, values);
      if (sink.isOver(input)) return;
    }
  }
}

function createReader({ rest, kinds }: Options): ValueReader {
  return rest === undefined ? createEventReader(kinds) : createRestReader(rest);
}
