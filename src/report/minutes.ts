import { judge } from '../quality/breaches.js';
import type { Limit } from '../quality/thresholds.js';
import type { QosSample } from '../samples/index.js';
import type { BreachCount, MinuteRange } from './data.js';
import { timeOf } from './streams.js';

/** Which minutes of a participation were compared with a limit, and which were in breach. */
export interface ParticipationMinutes {
  readonly minutes: BreachCount;
  readonly judgedRanges: MinuteRange[];
  readonly breachRanges: MinuteRange[];
}

/**
 * A minute is in breach if any stream breaks a limit in it. Counting minutes instead of samples makes phone calls, which
 * report every few seconds, comparable with meetings, which report every minute.
 */
export function minutesOf(
  intervals: readonly QosSample[],
  startS: number,
  limits: readonly Limit[],
): ParticipationMinutes {
  const judged = new Set<number>();
  const inBreach = new Set<number>();
  const first = Math.floor(startS / 60);
  for (const sample of intervals) {
    const time = timeOf(sample);
    if (time === null) continue;
    const minute = Math.floor(time / 60) - first;
    for (const limit of limits) {
      const breach = judge(sample, limit);
      if (breach !== null) judged.add(minute);
      if (breach) inBreach.add(minute);
    }
  }
  return {
    minutes: { judged: judged.size, inBreach: inBreach.size },
    judgedRanges: rangesOf(judged),
    breachRanges: rangesOf(inBreach),
  };
}

function rangesOf(minutes: ReadonlySet<number>): MinuteRange[] {
  const ranges: [number, number][] = [];
  for (const minute of [...minutes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[0] + last[1] === minute) last[1] += 1;
    else ranges.push([minute, 1]);
  }
  return ranges;
}
