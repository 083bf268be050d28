import type { SampleIssueCode } from '../../../samples/index.js';
import type { Outcome, SkipReason } from '../../input/outcome.js';

/** How often each outcome came. */
export interface Counts {
  readonly skipped: Record<SkipReason, number>;
  /** In the order in which the codes came first. */
  readonly issues: Map<SampleIssueCode, number>;
  read: number;
  samples: number;
  snapshots: number;
  rejected: number;
  /** Missing or unreadable fields and items that no issue lists. */
  omitted: number;
}

export function noCounts(): Counts {
  return {
    skipped: { 'other kind': 0, 'other event': 0, 'unknown event': 0, 'connection message': 0 },
    issues: new Map(),
    read: 0,
    samples: 0,
    snapshots: 0,
    rejected: 0,
    omitted: 0,
  };
}

/** Counts one outcome. */
export function count(counts: Counts, outcome: Outcome): void {
  if (outcome.status === 'rejected') {
    counts.rejected += 1;
    return;
  }
  if (outcome.status === 'skipped') counts.skipped[outcome.reason] += 1;
  // A message about a connection is not an event.
  if (outcome.status === 'read' || outcome.reason !== 'connection message') counts.read += 1;
  for (const { kind } of outcome.status === 'read' ? outcome.rows : []) {
    if (kind === 'sample') counts.samples += 1;
    else counts.snapshots += 1;
  }
  counts.omitted += outcome.omitted ?? 0;
  for (const { code } of outcome.issues) countIssues(counts, code, 1);
}

/** Adds what was counted later. */
export function addCounts(counts: Counts, { skipped, issues, ...numbers }: Counts): void {
  // The keys of these objects.
  for (const reason of Object.keys(skipped) as SkipReason[]) counts.skipped[reason] += skipped[reason];
  for (const key of Object.keys(numbers) as (keyof typeof numbers)[]) counts[key] += numbers[key];
  for (const [code, times] of issues) countIssues(counts, code, times);
}

function countIssues({ issues }: Counts, code: SampleIssueCode, times: number): void {
  issues.set(code, (issues.get(code) ?? 0) + times);
}
