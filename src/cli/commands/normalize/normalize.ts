import { batchOf } from '../../database/batch-of.js';
import { openDatabase } from '../../database/open-database.js';
import { createRowWriter } from '../../database/row-writer.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import type { FramedValue } from '../../input/framed-value.js';
import { framedValuesOf } from '../../input/framed-values.js';
import { type Input, openInputs, totalSize } from '../../input/inputs.js';
import type { ValueReader } from '../../input/outcome.js';
import { createEventReader } from '../../input/read-event.js';
import { createRestReader } from '../../input/read-rest.js';
import type { Io } from '../../io.js';
import { createFormatter } from '../../output/create-formatter.js';
import { issueLine } from '../../output/issue-line.js';
import { rejectLine } from '../../output/reject-line.js';
import { openSideFile } from '../../output/side-file.js';
import { createTextWriter } from '../../output/text-writer.js';
import { type Options, readOptions } from './options.js';
import { createProgressLine } from './progress-line.js';
import { createTotals } from './totals.js';

const LINE_FEED = Buffer.from('\n');
/** A file or a pipe gets a line for every reject. */
const MAX_REJECT_LINES_ON_TERMINAL = 20;

/** Runs `zoom-qss normalize`. */
export async function normalize(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args, io);
  const outputs = [options.rejects, options.issues].filter((path) => path !== undefined);
  const inputs = openInputs(options.inputs, io, outputs);
  const output = createTextWriter(io.stdout);
  const formatter =
    options.format === undefined
      ? undefined
      : createFormatter(options.format, options.kinds.samples ? 'samples' : 'snapshots', io);
  const progress = createProgressLine(io, totalSize(inputs));
  const maxRejectLines = io.stderr.isTTY ? MAX_REJECT_LINES_ON_TERMINAL : Number.POSITIVE_INFINITY;
  const totals = createTotals(options, maxRejectLines);
  const database = options.store === undefined ? undefined : await openDatabase(options.store);
  const stored = database === undefined ? undefined : createRowWriter(database);
  const rejects = options.rejects === undefined ? undefined : openSideFile(options.rejects);
  const issues = options.issues === undefined ? undefined : openSideFile(options.issues);

  /** Writes one value to where it belongs. Returns a promise if the output must drain first. */
  const write = (input: Input, value: FramedValue): Promise<void> | undefined => {
    const { outcome } = value;
    totals.count(outcome);
    if (outcome.status === 'rejected') {
      rejects?.write(value.bytes);
      rejects?.write(LINE_FEED);
      progress.clear();
      if (totals.rejected <= maxRejectLines) io.stderr.write(rejectLine(input, value, outcome));
      return undefined;
    }
    if (issues) for (const issue of outcome.issues) issues.write(issueLine(input, value, issue));
    const storing = stored?.add(batchOf(outcome));
    if (outcome.status === 'skipped' || formatter === undefined) return storing;
    let text = '';
    for (const row of outcome.rows) text += formatter.row(row);
    const writing = output.write(text);
    return storing && writing ? storing.then(() => writing) : (storing ?? writing);
  };
  // A database gets the rest of the input though the reader of standard output has gone.
  const isOver = () => output.closed && stored === undefined;

  try {
    await readAll(inputs, createReader(options), write, isOver, progress.advance);
    await stored?.flush();
    await output.write(formatter?.end() ?? '');
    await output.flush();
    rejects?.commit();
    issues?.commit();
  } finally {
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
  write: (input: Input, value: FramedValue) => Promise<void> | undefined,
  isOver: () => boolean,
  onBytes: (bytes: number) => void,
): Promise<void> {
  for (const input of inputs) {
    for await (const values of framedValuesOf(input, read, onBytes)) {
      for (const value of values) {
        const drained = write(input, value);
        if (drained) await drained;
        if (isOver()) return;
      }
    }
  }
}

function createReader({ rest, kinds }: Options): ValueReader {
  return rest === undefined ? createEventReader(kinds) : createRestReader(rest);
}
