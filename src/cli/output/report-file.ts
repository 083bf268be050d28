import { writeFileSync } from 'node:fs';
import { type ReportInput, renderReport } from '../../report/index.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import type { FramedValue } from '../input/framing.js';
import type { Input } from '../input/inputs.js';
import type { Rejected } from '../input/outcome.js';
import { IS_CSV, readRecord } from '../input/read-record.js';
import { valuesOf } from '../input/values.js';

/** What a report was made of; of nothing, none is made. */
export interface ReportCount {
  readonly samples: number;
  readonly snapshots: number;
  readonly issues: number;
  readonly rejected: number;
  readonly isWritten: boolean;
}

export interface ReportSettings extends Pick<ReportInput, 'title' | 'preset'> {
  /** Whether all issues are among the records, even if there are none. */
  readonly hasIssues: boolean;
  /** Events that were rejected before there were records of them. */
  readonly unreadable?: number;
}

/** Reports name people: they are readable by their owner alone. */
const MODE = 0o600;

/** Writes the report of all records in some inputs, unless there are none. */
export async function writeReport(
  path: string,
  inputs: readonly Input[],
  { hasIssues, unreadable = 0, ...settings }: ReportSettings,
  onRejected: (input: Input, found: FramedValue, outcome: Rejected) => void = () => {},
): Promise<ReportCount> {
  const samples: QosSample[] = [];
  const snapshots: ClientSnapshot[] = [];
  const issues: SampleIssue[] = [];
  let rejected = 0;

  /** Whether to go on with the input. */
  const take = (input: Input, found: FramedValue): boolean => {
    const { outcome } = found;
    if (outcome.status === 'rejected') {
      rejected += 1;
      onRejected(input, found, outcome);
      return outcome.code !== IS_CSV;
    }
    if (outcome.status !== 'read') return true;
    issues.push(...outcome.issues);
    for (const { kind, record } of outcome.rows) {
      if (kind === 'sample') samples.push(record);
      else snapshots.push(record);
    }
    return true;
  };

  for (const input of inputs) await readAll(input, take);
  const isWritten = samples.length + snapshots.length + issues.length > 0;
  if (isWritten) {
    const html = renderReport({
      ...settings,
      samples,
      snapshots,
      ...((hasIssues || issues.length > 0) && { issues }),
      unreadable: unreadable + rejected,
      generatedAtMs: Date.now(),
    });
    writeFileSync(path, html, { mode: MODE });
  }
  return {
    samples: samples.length,
    snapshots: snapshots.length,
    issues: issues.length,
    rejected,
    isWritten,
  };
}

async function readAll(input: Input, take: (input: Input, found: FramedValue) => boolean): Promise<void> {
  for await (const values of valuesOf(input, readRecord))
    for (const found of values) if (!take(input, found)) return;
}
