import { judge } from '../quality/breaches.js';
import type { Limit } from '../quality/thresholds.js';
import type { QosSample } from '../samples/index.js';
import type { Minutes, Run } from './data.js';
import { timeOf } from './streams.js';

/** The minutes of a stay with a reading, and with a broken limit. */
export interface StayMinutes {
  readonly minutes: Minutes;
  readonly judgedRuns: Run[];
  readonly brokenRuns: Run[];
}

/**
 * A minute is broken when any stream breaks a limit in it. Counting minutes, not readings, treats phone calls, which report
 * every few seconds, like meetings, which report every minute.
 */
export function minutesOf(
  intervals: readonly QosSample[],
  startS: number,
  limits: readonly Limit[],
): StayMinutes {
  const judged = new Set<number>();
  const broken = new Set<number>();
  const first = Math.floor(startS / 60);
  for (const sample of intervals) {
    const time = timeOf(sample);
    if (time === null) continue;
    const minute = Math.floor(time / 60) - first;
    for (const limit of limits) {
      const breach = judge(sample, limit);
      if (breach !== null) judged.add(minute);
      if (breach) broken.add(minute);
    }
  }
  return {
    minutes: { judged: judged.size, broken: broken.size },
    judgedRuns: runsOf(judged),
    brokenRuns: runsOf(broken),
  };
}

function runsOf(minutes: ReadonlySet<number>): Run[] {
  const runs: [number, number][] = [];
  for (const minute of [...minutes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === minute) last[1] += 1;
    else runs.push([minute, 1]);
  }
  return runs;
}
