import type { Figures } from './data.js';

/** What conferences and participants are sorted by. */
export interface Rank extends Pick<Figures, 'time' | 'stays'> {
  /** That of readings, or else of stays; -1 if none was measured. */
  readonly latencyMs: number;
}

export function rankOf({ time, stays, readingStats, stayStats }: Figures): Rank {
  return { time, stays, latencyMs: (readingStats.latencyMs ?? stayStats.latencyMs)?.worst ?? -1 };
}

interface Ranked {
  readonly key: string;
  readonly rank: Rank;
}

/**
 * Sorts by time in breach, then by its share, then by stays in breach, then by latency. Equals are in the order of their keys, so
 * that the page is the same in whatever order records came.
 */
export function worseFirst(one: Ranked, other: Ranked): number {
  const [a, b] = [one.rank, other.rank];
  const share = ({ time }: Rank) => time.inBreach / Math.max(time.judged, 1);
  return (
    b.time.inBreach - a.time.inBreach ||
    share(b) - share(a) ||
    b.stays.inBreach - a.stays.inBreach ||
    b.latencyMs - a.latencyMs ||
    (one.key < other.key ? -1 : 1)
  );
}
