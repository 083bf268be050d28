import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import type { FramedValue } from './framed-value.js';
import { framedValuesOf } from './framed-values.js';
import type { Input } from './inputs.js';
import type { Rejected } from './outcome.js';
import { IS_CSV, readRecord } from './read-record.js';

/** All records of some inputs. */
export interface Records {
  readonly samples: readonly QosSample[];
  readonly snapshots: readonly ClientSnapshot[];
  readonly issues: readonly SampleIssue[];
  /** How many values were rejected. */
  readonly rejected: number;
}

/** Reads the samples, snapshots and issues of the inputs into memory. */
export async function readRecords(
  inputs: readonly Input[],
  onUnreadable: (input: Input, value: FramedValue, outcome: Rejected) => void = () => {},
): Promise<Records> {
  const samples: QosSample[] = [];
  const snapshots: ClientSnapshot[] = [];
  const issues: SampleIssue[] = [];
  let rejected = 0;

  const add = (input: Input, value: FramedValue): void => {
    const { outcome } = value;
    if (outcome.status === 'rejected') {
      rejected += 1;
      onUnreadable(input, value, outcome);
    }
    if (outcome.status !== 'read') return;
    issues.push(...outcome.issues);
    for (const { kind, record } of outcome.rows) {
      if (kind === 'sample') samples.push(record);
      else snapshots.push(record);
    }
  };

  for (const input of inputs) await readInput(input, (value) => add(input, value));
  return { samples, snapshots, issues, rejected };
}

/** Reads the values of one input. Of a CSV file only the first: every line would be rejected for the same reason. */
async function readInput(input: Input, onValue: (value: FramedValue) => void): Promise<void> {
  for await (const values of framedValuesOf(input, readRecord)) {
    for (const value of values) {
      onValue(value);
      if (value.outcome.status === 'rejected' && value.outcome.code === IS_CSV) return;
    }
  }
}
