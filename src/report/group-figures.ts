import type { BreachCount, GroupFigures } from './data.js';
import { mergeValues, statsOf } from './metric-values.js';
import type { MeasuredParticipant } from './participant.js';

/** The figures of several participants together. Those of readings and those of stays are kept apart. */
export function groupFiguresOf(members: readonly MeasuredParticipant[]): GroupFigures {
  const all = members.map(({ data }) => data);
  const how = (judged: (data: MeasuredParticipant['data']) => boolean) => all.filter(judged).length;
  return {
    time: totalOf(all.map(({ time }) => time)),
    readingStats: statsOf(mergeValues(members.map(({ readings }) => readings))),
    stays: totalOf(all.map(({ stays }) => stays)),
    stayStats: statsOf(mergeValues(members.map(({ stay }) => stay))),
    people: {
      all: all.length,
      byTime: how(({ time }) => time.judged > 0),
      byStay: how(({ stays }) => stays.judged > 0),
      byBoth: how(({ time, stays }) => time.judged > 0 && stays.judged > 0),
      affected: how(({ time, stays }) => time.inBreach + stays.inBreach > 0),
    },
  };
}

function totalOf(counts: readonly BreachCount[]): BreachCount {
  return {
    judged: counts.reduce((sum, { judged }) => sum + judged, 0),
    inBreach: counts.reduce((sum, { inBreach }) => sum + inBreach, 0),
  };
}
