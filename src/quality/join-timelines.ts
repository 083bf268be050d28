import { readingTimeMs } from './reading-time.js';
import type { Timeline } from './timeline.js';
import type { Track } from './track.js';
import { unite } from './verdict.js';

/**
 * Returns a new timeline with the readings of two of one participant.
 *
 * It is exact if the readings are all open, or if one timeline ends before the other begins. Where settled readings of the
 * two alternate, their times are known no longer: the result is an estimate, and never more than the time that passed.
 */
export function joinTimelines(one: Timeline, other: Timeline): Timeline {
  const [early, late] = [one.copy(), other.copy()].sort((a, b) => beginOf(a) - beginOf(b)) as [
    Timeline,
    Timeline,
  ];
  const untilMs = Math.max(early.lastMs ?? -Infinity, late.lastMs ?? -Infinity);
  early.settleUntil(untilMs);
  late.settleUntil(untilMs);
  joinSettled(early, late, untilMs);
  for (const [track, more] of pairsOf(early, late)) track.addOpen(more);
  early.settleSurplus();
  return early;
}

function beginOf({ firstMs, all }: Timeline): number {
  return firstMs ?? all.times[0] ?? Number.MAX_VALUE;
}

/** Adds the settled readings of the later timeline to those of the earlier. */
function joinSettled(early: Timeline, late: Timeline, untilMs: number): void {
  if (early.firstMs === null || early.lastMs === null || late.firstMs === null) return;
  const overlaps = late.firstMs <= early.lastMs;
  const previousMs = overlaps ? early.firstMs : early.lastMs;
  const ms = readingTimeMs(late.firstMs, previousMs, early.product);
  const sumMs = early.settledMs + ms + late.settledMs;
  const passedMs = untilMs - early.firstMs;
  const factor = overlaps && sumMs > passedMs ? passedMs / sumMs : 1;
  const isSameFirst = late.firstMs === early.firstMs;
  for (const [track, more] of pairsOf(early, late)) {
    if (more.first !== null) {
      if (isSameFirst) track.first = unite(track.first ?? more.first, more.first);
      else track.settled.add(more.first, ms);
    }
    track.settled.addAll(more.settled);
    if (factor !== 1) track.settled = track.settled.times(factor);
  }
  early.settledMs = sumMs * factor;
  early.lastMs = untilMs;
}

/** Each track of the later timeline with that of the earlier which it is added to. */
function pairsOf(early: Timeline, late: Timeline): [Track, Track][] {
  const streams = [...late.streams].map(([type, more]): [Track, Track] => [early.streamOf(type), more]);
  return [[early.all, late.all], ...streams];
}
