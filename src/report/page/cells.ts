import { type JudgedMetric, worseWhen } from '../../quality/reading.js';
import type { Thresholds } from '../../quality/thresholds.js';
import type { BreachCount, MinuteRange, ParticipantData, StatsByMetric, TimeRange } from '../data.js';
import { type Child, h, svg } from './dom.js';
import { NO_VALUE, number, share } from './format.js';
import { labelOf } from './metrics.js';
import type { Column } from './table.js';

/** A number, marked if it breaks its limit: by weight, sign and hidden text, so that colour is not needed. */
export function limitedValue(metric: JudgedMetric, value: number, thresholds: Thresholds): HTMLElement {
  const limit = thresholds[metric];
  const inBreach = limit !== undefined && (worseWhen(metric) === 'higher' ? value > limit : value < limit);
  if (!inBreach) return h('span', {}, number(value));
  const explanation = `beyond the limit of ${limit}`;
  return h(
    'span',
    { class: 'in-breach', title: explanation },
    number(value),
    h('span', { class: 'hidden' }, ` (${explanation})`),
  );
}

/** The 95th percentile, or the average if only a summary came. */
export function typicalValue(statsByMetric: StatsByMetric, metric: JudgedMetric): number | null {
  const stats = statsByMetric[metric];
  return stats === undefined ? null : (stats.p95 ?? stats.avg);
}

/** The columns of latency, jitter and loss. */
export function metricColumns<R extends { readonly stats: StatsByMetric }>(
  thresholds: Thresholds,
): Column<R>[] {
  return (['latencyMs', 'jitterMs', 'lossPercent'] as const).map((metric) => {
    const { label, unit } = labelOf(metric);
    return {
      title: `${label}, ${unit}`,
      hint: `${label}: 95th percentile of the readings, or the average if only a summary came`,
      class: `number ${metric}`,
      sortBy: ({ stats }) => typicalValue(stats, metric),
      cell: ({ stats }) => {
        const value = typicalValue(stats, metric);
        return value === null ? NO_VALUE : limitedValue(metric, value, thresholds);
      },
    };
  });
}

/** Minutes in breach, their share, and a bar as long as the share. */
export function breachCell(minutes: BreachCount, summaryBreaches: number, text: string): Child {
  if (minutes.judged === 0)
    return summaryBreaches > 0 ? h('span', { class: 'in-breach' }, 'in summary') : NO_VALUE;
  // The page's policy forbids style attributes; SVG geometry attributes are allowed.
  const length = (minutes.inBreach / minutes.judged) * 100;
  return h(
    'span',
    { class: minutes.inBreach > 0 ? 'breach some' : 'breach' },
    h('b', {}, text),
    h('span', {}, share(minutes)),
    svg(
      'svg',
      { class: 'bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('path', { class: 'track', d: 'M0 0h100v4H0z' }),
      svg('path', { class: 'fill', d: `M0 0h${length}v4H0z` }),
    ),
  );
}

/** A bar over the conference's time that marks the minutes with readings and the minutes in breach. */
export function timelineCell(
  { judgedRanges, breachRanges, timeRange: own }: ParticipantData,
  whole: TimeRange | null,
): Child {
  if (own === null || whole === null) return null;
  const start = Math.floor(own.startMs / 60_000) - Math.floor(whole.startMs / 60_000);
  const length = Math.floor(whole.endMs / 60_000) - Math.floor(whole.startMs / 60_000) + 1;
  const path = (ranges: readonly MinuteRange[], top: number) =>
    ranges.map(([at, minutes]) => `M${start + at} ${top}h${minutes}V10h${-minutes}z`).join('');
  return svg(
    'svg',
    { class: 'strip', viewBox: `0 0 ${length} 10`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('path', { class: 'track', d: path(judgedRanges, 7) }),
    svg('path', { class: 'fill', d: path(breachRanges, 0) }),
  );
}
