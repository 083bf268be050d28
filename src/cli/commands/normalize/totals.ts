import type { SampleIssue, SampleIssueCode } from '../../../samples/index.js';
import type { Outcome, SkipReason } from '../../input/outcome.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import type { Options } from './options.js';

/** Counts what came of an input, and says it. */
export interface Totals {
  count(outcome: Outcome): void;
  readonly rejected: number;
  /** A line or two for people. */
  summary(): string;
}

/** `rejectsShown`: how many rejects are named one by one. */
export function createTotals(
  { rest, rejects, issues: issuesFile }: Pick<Options, 'rest' | 'rejects' | 'issues'>,
  rejectsShown: number,
): Totals {
  const noun = rest === undefined ? 'event' : 'answer';
  const left: Record<SkipReason, number> = { 'other kind': 0, 'other event': 0, 'unknown event': 0 };
  const issues = new Map<SampleIssueCode, number>();
  let read = 0;
  let samples = 0;
  let snapshots = 0;
  let rejected = 0;

  const noteIssue = ({ code }: SampleIssue) => issues.set(code, (issues.get(code) ?? 0) + 1);

  return {
    count(outcome) {
      if (outcome.status === 'rejected') rejected += 1;
      else read += 1;
      if (outcome.status === 'skipped') left[outcome.reason] += 1;
      if (outcome.status !== 'read') return;
      for (const { kind } of outcome.rows) {
        if (kind === 'sample') samples += 1;
        else snapshots += 1;
      }
      outcome.issues.forEach(noteIssue);
    },
    get rejected() {
      return rejected;
    },
    summary() {
      const got = [
        samples > 0 || snapshots === 0 ? formatCount(samples, 'sample') : '',
        snapshots > 0 ? formatCount(snapshots, 'snapshot') : '',
      ].filter(Boolean);
      const lines = [`${formatCount(read, noun)} read: ${got.join(', ')}.`];
      const without = [
        left['other event'] > 0 ? formatCount(left['other event'], 'Video SDK event') : '',
        left['unknown event'] > 0 ? formatCount(left['unknown event'], 'unknown event') : '',
      ].filter(Boolean);
      if (without.length > 0) lines.push(`Nothing to normalize in ${without.join(' and ')}.`);
      if (left['other kind'] > 0)
        lines.push(`Left out by --kind: ${formatCount(left['other kind'], 'event')}.`);
      if (issues.size > 0) {
        const codes = [...issues].map(([code, count]) => `${code} ${formatNumber(count)}`).join(', ');
        const way = issuesFile === undefined ? ' (list them with --issues file)' : '';
        lines.push(`Issues met: ${codes}${way}.`);
      }
      if (rejected > 0) {
        const way = rejects === undefined ? '; --rejects file keeps all' : '';
        const shown = rejected > rejectsShown ? ` (the first ${rejectsShown} are shown${way})` : '';
        lines.push(`Rejected: ${formatNumber(rejected)}${shown}.`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}
