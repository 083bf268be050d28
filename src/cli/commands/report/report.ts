import { EXIT, type ExitStatus } from '../../exit-status.js';
import { checkPaths } from '../../input/inputs.js';
import { IS_EVENT } from '../../input/read-record.js';
import type { Io } from '../../io.js';
import { checkWritable } from '../../output/check-writable.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { rejectLine } from '../../output/reject-line.js';
import { type ReportCount, writeReport } from '../../output/report-file.js';
import { readOptions } from './options.js';

/** As many as a person will read. */
const REJECTS_SHOWN = 20;

/** `zoom-qss report`. */
export async function report(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { inputs, out, hasIssues, title, preset } = readOptions(args);
  const checked = checkPaths({ inputs, rejects: out, issues: undefined }, io);
  checkWritable(out);
  const settings = { hasIssues, preset, ...(title !== undefined && { title }) };
  const withEvents = new Set<string>();
  let shown = 0;
  const count = await writeReport(out, checked, settings, (input, found, outcome) => {
    if (outcome.code === IS_EVENT) {
      if (withEvents.has(input.name)) return;
      withEvents.add(input.name);
    }
    shown += 1;
    if (shown <= REJECTS_SHOWN) io.stderr.write(rejectLine(input, found, outcome));
  });
  io.stderr.write(count.isWritten ? writtenLine(out, count) : nothingLine(out));
  if (count.rejected > 0) io.stderr.write(`Rejected: ${formatNumber(count.rejected)}.\n`);
  return count.rejected === 0 && count.isWritten ? EXIT.ok : EXIT.rejected;
}

/** Says where a report is and what it was made of. */
export function writtenLine(path: string, { samples, snapshots, issues }: ReportCount): string {
  const parts = [
    formatCount(samples, 'sample'),
    snapshots > 0 ? formatCount(snapshots, 'snapshot') : '',
    issues > 0 ? formatCount(issues, 'issue') : '',
  ].filter(Boolean);
  return `${printable(path)}: ${parts.join(', ')}.\n`;
}

/** Says that there was nothing to make a report of. */
export function nothingLine(path: string): string {
  return `There is nothing to report: ${printable(path)} was not written.\n`;
}
