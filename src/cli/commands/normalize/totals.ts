import type { SampleIssueCode } from '../../../samples/index.js';
import type { Outcome, SkipReason } from '../../input/outcome.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import type { Options } from './options.js';

/** Counts the outcomes of one run. */
export interface Totals {
  count(outcome: Outcome): void;
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
  const skipped: Record<SkipReason, number> = {
    'other kind': 0,
    'other event': 0,
    'unknown event': 0,
    'connection message': 0,
  };
  const issues = new Map<SampleIssueCode, number>();
  let read = 0;
  let samples = 0;
  let snapshots = 0;
  let rejected = 0;
  let omitted = 0;

  return {
    count(outcome) {
      if (outcome.status === 'rejected') {
        rejected += 1;
        return;
      }
      if (outcome.status === 'skipped') skipped[outcome.reason] += 1;
      // A message about a connection is not an event.
      if (outcome.status === 'read' || outcome.reason !== 'connection message') read += 1;
      for (const { kind } of outcome.status === 'read' ? outcome.rows : []) {
        if (kind === 'sample') samples += 1;
        else snapshots += 1;
      }
      omitted += outcome.omitted ?? 0;
      for (const { code } of outcome.issues) issues.set(code, (issues.get(code) ?? 0) + 1);
    },
    get rejected() {
      return rejected;
    },
    summary() {
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
