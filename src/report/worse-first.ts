import type { Figures } from './data.js';

/** Sorts by time in breach, then by its share, then by stays in breach, then by latency. */
export function worseFirst(a: Figures, b: Figures): number {
  const share = ({ time }: Figures) => time.inBreach / Math.max(time.judged, 1);
  const latency = ({ readingStats, stayStats }: Figures) =>
    (readingStats.latencyMs ?? stayStats.latencyMs)?.worst ?? -1;
  return (
    b.time.inBreach - a.time.inBreach ||
    share(b) - share(a) ||
    b.stays.inBreach - a.stays.inBreach ||
    latency(b) - latency(a)
  );
}
