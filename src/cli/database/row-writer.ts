import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import { type Batch, createWriter } from '../../store/index.js';
import { formatCount } from '../output/format-count.js';
import { printable } from '../output/printable.js';
import type { Database } from './database.js';

/** Writes the rows of a long input to a database, some thousand at a time. */
export interface RowWriter {
  /** Adds records. Returns a promise if rows must be stored before more are read. */
  add(batch: Batch): Promise<void> | undefined;
  /** Stores the rest. */
  flush(): Promise<void>;
  /** How many records the database rejected for their data. */
  readonly rejected: number;
  /** A line for people. */
  summary(): string;
}

const ROWS_A_WRITE = 5_000;

/** Creates a writer of rows. It rejects with a `Failure` if the database cannot store them. */
export function createRowWriter({ store, name }: Database): RowWriter {
  let rejected = 0;
  let stored = 0;
  let waiting = emptyBatch();
  const writer = createWriter(store, {
    maxRows: ROWS_A_WRITE,
    maxWaitMs: 0,
    onPoison: () => {
      rejected += 1;
    },
  });

  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = emptyBatch();
    const before = rejected;
    await writer.write(batch);
    stored += batch.samples.length + batch.snapshots.length + batch.issues.length - (rejected - before);
  };

  return {
    add({ samples, snapshots, issues }) {
      waiting.samples.push(...samples);
      waiting.snapshots.push(...snapshots);
      waiting.issues.push(...issues);
      const rows = waiting.samples.length + waiting.snapshots.length + waiting.issues.length;
      return rows < ROWS_A_WRITE ? undefined : flush();
    },
    flush,
    get rejected() {
      return rejected;
    },
    summary() {
      const refused = rejected === 0 ? '' : `; ${formatCount(rejected, 'row')} rejected by the database`;
      return `${formatCount(stored, 'row')} stored in ${printable(name)}${refused}.\n`;
    },
  };
}

function emptyBatch(): { samples: QosSample[]; snapshots: ClientSnapshot[]; issues: SampleIssue[] } {
  return { samples: [], snapshots: [], issues: [] };
}
