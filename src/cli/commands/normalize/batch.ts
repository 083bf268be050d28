import type { FramedValue } from '../../input/framed-value.js';
import type { Input } from '../../input/inputs.js';
import type { Formatter } from '../../output/formatter.js';
import { issueLine } from '../../output/issue-line.js';
import { rejectLine } from '../../output/reject-line.js';
import { createUtf8Text } from '../../output/utf8-text.js';
import { type Counts, count, noCounts } from './counts.js';

/** What some consecutive values leave to write. */
export interface Batch {
  readonly counts: Counts;
  readonly hasRows: boolean;
  /** The rows in UTF-8, without what stands before and after them. */
  readonly text: Uint8Array;
  /** Lines of the file of issues. */
  readonly issues: string;
  /** Lines of the file of rejects. */
  readonly rejects: Uint8Array;
  /** Lines that name the rejected values. */
  readonly rejectLines: readonly string[];
}

export interface Batcher {
  add(input: Pick<Input, 'name'>, value: FramedValue): void;
  /** About how long the batch is. */
  readonly size: number;
  /** Ends the batch, and begins the next. */
  take(): Batch;
}

export interface BatcherOptions {
  /** Absent if rows are not written as text. */
  readonly formatter: Formatter | undefined;
  readonly keepsIssues: boolean;
  readonly keepsRejects: boolean;
}

const LINE_FEED = Buffer.from('\n');

/** Creates a batcher. Batches written one after another are the output, however the values are divided among them. */
export function createBatcher({ formatter, keepsIssues, keepsRejects }: BatcherOptions): Batcher {
  let counts = noCounts();
  let hasRows = false;
  const text = createUtf8Text();
  let issues = '';
  let rejects: Uint8Array[] = [];
  let rejectLines: string[] = [];
  let rejectedLength = 0;

  return {
    add(input, value) {
      const { outcome, bytes } = value;
      count(counts, outcome);
      if (outcome.status === 'rejected') {
        const line = rejectLine(input, value, outcome);
        rejectLines.push(line);
        rejectedLength += line.length;
        if (!keepsRejects) return;
        rejects.push(bytes, LINE_FEED);
        rejectedLength += bytes.length;
        return;
      }
      if (keepsIssues) for (const issue of outcome.issues) issues += issueLine(input, value, issue);
      if (outcome.status === 'skipped' || formatter === undefined) return;
      for (const row of outcome.rows) {
        text.add(hasRows ? formatter.separator + formatter.row(row) : formatter.row(row));
        hasRows = true;
      }
    },
    get size() {
      return text.size + issues.length + rejectedLength;
    },
    take() {
      const batch = {
        counts,
        hasRows,
        text: text.take(),
        issues,
        rejects: Buffer.concat(rejects),
        rejectLines,
      };
      counts = noCounts();
      hasRows = false;
      issues = '';
      rejects = [];
      rejectLines = [];
      rejectedLength = 0;
      return batch;
    },
  };
}
