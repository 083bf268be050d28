import { writeFileSync } from 'node:fs';
import { collect, type ReportData, type ReportInput, renderData } from '../../report/index.js';
import type { Records } from '../input/read-records.js';
import { formatCount } from './format-count.js';
import { printable } from './printable.js';

export interface ReportSettings extends Pick<ReportInput, 'title' | 'preset'> {
  /** Whether the records include every issue, so that no issue means that every value was read. */
  readonly hasIssues: boolean;
  /** Events that were rejected before they became records. */
  readonly unreadable?: number;
}

/** Readable by the owner only: reports name people. */
const MODE = 0o600;

/** Writes the report of some records, and returns its data. Without any record it leaves the file alone and returns null. */
export function writeReport(
  path: string,
  records: Records,
  { hasIssues, unreadable = 0, ...settings }: ReportSettings,
): ReportData | null {
  if (isEmpty(records)) return null;
  const { samples, snapshots, issues, rejected } = records;
  const data = collect({
    ...settings,
    samples,
    snapshots,
    ...((hasIssues || issues.length > 0) && { issues }),
    unreadable: unreadable + rejected,
    generatedAtMs: Date.now(),
  });
  writeFileSync(path, renderData(data), { mode: MODE });
  return data;
}

/** Formats a line that says what `writeReport` wrote, and where. */
export function reportLine(path: string, records: Records): string {
  if (isEmpty(records)) return `No records, so ${printable(path)} was not written.\n`;
  const { samples, snapshots, issues } = records;
  const parts = [
    formatCount(samples.length, 'sample'),
    snapshots.length > 0 ? formatCount(snapshots.length, 'snapshot') : '',
    issues.length > 0 ? formatCount(issues.length, 'issue') : '',
  ].filter(Boolean);
  return `Wrote ${printable(path)}: ${parts.join(', ')}.\n`;
}

function isEmpty({ samples, snapshots, issues }: Records): boolean {
  return samples.length + snapshots.length + issues.length === 0;
}
