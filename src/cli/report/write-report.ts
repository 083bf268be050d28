import { writeFileSync } from 'node:fs';
import { type ReportInput, renderReport } from '../../report/index.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import { createFraming, type Found } from '../normalize/framing.js';
import { bytesOf, type Input } from '../normalize/inputs.js';
import { linesOf } from '../normalize/lines.js';
import type { Outcome } from '../normalize/outcome.js';
import { readRecord } from './read-record.js';

type Rejected = Extract<Outcome, { status: 'rejected' }>;

/** What a report was made of. */
export interface ReportCount {
  readonly samples: number;
  readonly snapshots: number;
  readonly issues: number;
  readonly rejected: number;
}

/** Reports name people: they are readable by their owner alone. */
const MODE = 0o600;

/** Writes the report of all records in some inputs. */
export async function writeReport(
  path: string,
  inputs: readonly Input[],
  settings: Pick<ReportInput, 'title' | 'preset'>,
  onRejected: (input: Input, found: Found, outcome: Rejected) => void = () => {},
): Promise<ReportCount> {
  const samples: QosSample[] = [];
  const snapshots: ClientSnapshot[] = [];
  const issues: SampleIssue[] = [];
  let rejected = 0;

  const take = (input: Input, found: Found): void => {
    const { outcome } = found;
    if (outcome.status === 'rejected') {
      rejected += 1;
      onRejected(input, found, outcome);
    }
    if (outcome.status !== 'read') return;
    issues.push(...outcome.issues);
    for (const { kind, record } of outcome.rows) {
      if (kind === 'sample') samples.push(record);
      else snapshots.push(record);
    }
  };

  for (const input of inputs) {
    const framing = createFraming(readRecord);
    for await (const lines of linesOf(bytesOf(input, () => {})))
      for (const line of lines) for (const found of framing.line(line)) take(input, found);
    for (const found of framing.end()) take(input, found);
  }
  const html = renderReport({ ...settings, samples, snapshots, issues, generatedAtMs: Date.now() });
  writeFileSync(path, html, { mode: MODE });
  return { samples: samples.length, snapshots: snapshots.length, issues: issues.length, rejected };
}
