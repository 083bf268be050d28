import { formatCount, formatNumber } from '../../output/format-count.js';
import { addCounts, type Counts, noCounts } from './counts.js';
import type { Options } from './options.js';

/** The counts of one run. */
export interface Totals {
  add(counts: Counts): void;
  readonly rejected: number;
  /** A few lines for people. */
  summary(): string;
}

/** @param maxRejectLines how many rejects are named one by one */
export function createTotals(
  { rest, rejects, issues: issuesFile }: Pick<Options, 'rest' | 'rejects' | 'issues'>,
  maxRejectLines: number,
): Totals {
  const noun = rest === undefined ? 'event' : 'answer';
  const total = noCounts();

  return {
    add: (counts) => addCounts(total, counts),
    get rejected() {
      return total.rejected;
    },
    summary() {
      const { skipped, issues, read, samples, snapshots, rejected, omitted } = total;
      const rows = [
        samples > 0 || snapshots === 0 ? formatCount(samples, 'sample') : '',
        snapshots > 0 ? formatCount(snapshots, 'snapshot') : '',
      ].filter(Boolean);
      const lines = [`${formatCount(read, noun)} read: ${rows.join(', ')}.`];
      const others = [
        skipped['other event'] > 0 ? formatCount(skipped['other event'], 'Video SDK event') : '',
        skipped['unknown event'] > 0 ? formatCount(skipped['unknown event'], 'unknown event') : '',
      ].filter(Boolean);
      if (others.length > 0) lines.push(`Nothing to normalize in ${others.join(' and ')}.`);
      if (skipped['connection message'] > 0)
        lines.push(`Passed over: ${formatCount(skipped['connection message'], 'connection message')}.`);
      if (skipped['other kind'] > 0)
        lines.push(`Excluded by --kind: ${formatCount(skipped['other kind'], 'event')}.`);
      if (issues.size > 0) {
        const codes = [...issues].map(([code, count]) => `${code} ${formatNumber(count)}`).join(', ');
        const hint = issuesFile === undefined ? ' (list them with --issues file)' : '';
        lines.push(`Issues: ${codes}${hint}.`);
      }
      if (omitted > 0)
        lines.push(
          `Not listed: ${formatNumber(omitted)} missing or unreadable beyond the first 100 of an ${noun}.`,
        );
      if (rejected > 0) {
        const hint = rejects === undefined ? '; keep all with --rejects file' : '';
        const shown = rejected > maxRejectLines ? ` (first ${maxRejectLines} shown${hint})` : '';
        lines.push(`Rejected: ${formatNumber(rejected)}${shown}.`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}
