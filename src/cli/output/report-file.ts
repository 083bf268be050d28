import {
  collectPacked,
  type PackedReport,
  pageOf,
  type ReportData,
  type ReportInput,
} from '../../report/index.js';
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

/** Writes the report of some records, and returns its data without participants. Without any record it leaves the file alone and returns null. */
export function writeReport(
  path: string,
  records: Records,
  { hasIssues, unreadable = 0, ...settings }: ReportSettings,
): PackedReport['data'] | null {
  if (isEmpty(records)) return null;
  const { samples, snapshots, issues, rejected } = records;
  const packed = collectPacked({
    ...settings,
    samples,
    snapshots,
    ...((hasIssues || issues.length > 0) && { issues }),
    unreadable: unreadable + rejected,
    generatedAtMs: Date.now(),
  });
  writePacked(path, packed);
  return packed.data;
}

/** Writes a report. */
export function writePacked(path: string, report: PackedReport): void {
  const file = replaceFile(path);
  try {
    for (const piece of pageOf(report)) file.write(piece);
    file.commit();
  } finally {
    file.close();
  }
}

/**
 * Formats a line that says what was written, and where. Its numbers are those of the page.
 *
 * @param nothing why nothing was written, if `data` is null
 */
export function reportLine(
  path: string,
  { snapshots, issues }: { readonly snapshots: number; readonly issues: number },
  data: Pick<ReportData, 'samples' | 'duplicates' | 'repeated'> | null,
  nothing = 'No records',
): string {
  if (data === null) return `${nothing}, so ${printable(path)} was not written.\n`;
  const parts = [
    formatCount(data.samples, 'sample'),
    snapshots > 0 ? formatCount(snapshots, 'snapshot') : '',
    issues > 0 ? formatCount(issues, 'issue') : '',
    data.duplicates > 0 ? `${formatCount(data.duplicates, 'duplicate')} left out` : '',
    data.repeated > 0
      ? `${formatCount(data.repeated, 'sample')} that a call's summary repeats counted once`
      : '',
  ].filter(Boolean);
  return `Wrote ${printable(path)}: ${parts.join(', ')}.\n`;
}

/** How many records there are, each snapshot once. */
export function countsOf({ snapshots, issues }: Pick<Records, 'snapshots' | 'issues'>): {
  snapshots: number;
  issues: number;
} {
  return { snapshots: new Set(snapshots.map(({ id }) => id)).size, issues: issues.length };
}

function isEmpty({ samples, snapshots, issues }: Records): boolean {
  return samples.length + snapshots.length + issues.length === 0;
}
