import { collect, type ReportData, type ReportInput, renderData } from '../../report/index.js';
import type { Records } from '../input/read-records.js';
import { formatCount } from './format-count.js';
import { printable } from './printable.js';
import { replaceFile } from './replacement.js';

export interface ReportSettings extends Pick<ReportInput, 'title' | 'preset'> {
  /** Whether the records include every issue, so that no issue means that every value was read. */
  readonly hasIssues: boolean;
  /** Events that were rejected before they became records. */
  readonly unreadable?: number;
}

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
  writeReportData(path, data);
  return data;
}

/** Writes a report. */
export function writeReportData(path: string, data: ReportData): void {
  const file = replaceFile(path);
  try {
    file.write(renderData(data));
    file.commit();
  } finally {
    file.close();
  }
}

/** Formats a line that says what `writeReport` wrote, and where. Its numbers are those of the page. */
export function reportLine(
  path: string,
  {
    snapshots,
    issues,
  }: { readonly snapshots: readonly { readonly id: string }[]; readonly issues: readonly unknown[] },
  data: ReportData | null,
): string {
  if (data === null) return `No records, so ${printable(path)} was not written.\n`;
  const leftOut = data.duplicates + data.repeated;
  const parts = [
    formatCount(data.samples, 'sample'),
    snapshots.length > 0 ? formatCount(new Set(snapshots.map(({ id }) => id)).size, 'snapshot') : '',
    issues.length > 0 ? formatCount(issues.length, 'issue') : '',
    leftOut > 0 ? `${formatCount(leftOut, 'duplicate')} left out` : '',
  ].filter(Boolean);
  return `Wrote ${printable(path)}: ${parts.join(', ')}.\n`;
}

function isEmpty({ samples, snapshots, issues }: Records): boolean {
  return samples.length + snapshots.length + issues.length === 0;
}
