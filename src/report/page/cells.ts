import { breaks } from '../../quality/breaches.js';
import type { JudgedMetric } from '../../quality/reading.js';
import type { Thresholds } from '../../quality/thresholds.js';
import type { Figures, MetricStats, ParticipantData, Range, TimeRange } from '../data.js';
import { minutesOf, number, numberApartFrom } from '../rounding.js';
import { type Child, h, svg } from './dom.js';
import { count, NO_VALUE, share } from './format.js';
import { labelOf, percentileOf } from './metrics.js';
import type { Column } from './table.js';

/** A number, marked if it breaks its limit: by weight, sign and hidden text, so that colour is not needed. */
export function limitedValue(metric: JudgedMetric, value: number, thresholds: Thresholds): HTMLElement {
  const limit = thresholds[metric];
  if (limit === undefined || !breaks(value, metric, limit)) return h('span', {}, number(value));
  const explanation = `beyond the limit of ${limit}`;
  return h(
    'span',
    { class: 'in-breach', title: explanation },
    numberApartFrom(value, limit),
    h('span', { class: 'hidden' }, ` (${explanation})`),
  );
}

/** The statistics shown first: of the readings, or of the stays where no reading came. */
export function mainStats(
  { readingStats, stayStats }: Pick<Figures, 'readingStats' | 'stayStats'>,
  metric: JudgedMetric,
): MetricStats | undefined {
  return readingStats[metric] ?? stayStats[metric];
}

/** The columns of latency, jitter and loss. */
export function metricColumns<R extends Figures>(thresholds: Thresholds): Column<R>[] {
  return (['latencyMs', 'jitterMs', 'lossPercent'] as const).map((metric) => {
    const { label, unit } = labelOf(metric);
    const { name } = percentileOf(metric);
    return {
      title: `${label}, ${unit}`,
      hint: `${label}: ${name} of the values of all streams. Of stays, where it says so, ${name} of their averages`,
      class: `number ${metric}`,
      sortBy: (row) => mainStats(row, metric)?.worst ?? null,
      cell: ({ readingStats: { [metric]: readings }, stayStats: { [metric]: stays } }) => {
        if (readings === undefined && stays === undefined) return NO_VALUE;
        return h(
          'span',
          {},
          readings === undefined ? null : limitedValue(metric, readings.worst, thresholds),
          stays === undefined
            ? null
            : h(
                'span',
                { class: 'of-stays' },
                h('small', {}, stays.count === 1 ? 'stay ' : `${count(stays.count, 'stay')} `),
                limitedValue(metric, stays.worst, thresholds),
              ),
        );
      },
    };
  });
}

/** Sorts by time in breach; without any, by stays in breach. */
export function breachRank({ time, stays }: Figures): number {
  // Times are at least a millisecond, and stays count as less.
  return time.inBreach > 0 ? time.inBreach : stays.inBreach / (stays.inBreach + 1);
}

/** What is in breach, its share, and a bar as long as the share: of the time of readings, and of stays. */
export function breachCell({ time, stays }: Figures): Child {
  if (time.judged === 0 && stays.judged === 0) return NO_VALUE;
  return h(
    'div',
    {},
    time.judged === 0 ? null : breachBar(time, `${minutesOf(time)} min`),
    stays.judged === 0 ? null : staysBar(stays),
  );
}

function staysBar(stays: Figures['stays']): HTMLElement {
  if (stays.judged > 1) return breachBar(stays, `${stays.inBreach} of ${count(stays.judged, 'stay')}`);
  return stays.inBreach > 0
    ? h('span', { class: 'breach some' }, h('b', {}, 'stay in breach'))
    : h('span', { class: 'breach' }, h('b', {}, 'stay not in breach'));
}

function breachBar(of: Figures['time'], text: string): HTMLElement {
  // The page's policy forbids style attributes; SVG geometry attributes are allowed.
  const length = (of.inBreach / of.judged) * 100;
  return h(
    'span',
    { class: of.inBreach > 0 ? 'breach some' : 'breach' },
    h('b', {}, text),
    h('span', {}, share(of)),
    svg(
      'svg',
      { class: 'bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('path', { class: 'track', d: 'M0 0h100v4H0z' }),
      svg('path', { class: 'fill', d: `M0 0h${length}v4H0z` }),
    ),
  );
}

/** A bar over the conference's time that marks what readings stand for and what of it is in breach. */
export function timelineCell(
  { judgedRanges, breachRanges, timeRange: own }: ParticipantData,
  whole: TimeRange | null,
): Child {
  if (own === null || whole === null) return null;
  // In seconds.
  const start = (own.startMs - whole.startMs) / 1000;
  const length = (whole.endMs - whole.startMs) / 1000;
  const path = (ranges: readonly Range[], top: number) =>
    ranges.map(([at, ms]) => `M${start + at / 1000} ${top}h${ms / 1000}V10h${-ms / 1000}z`).join('');
  return svg(
    'svg',
    { class: 'strip', viewBox: `0 0 ${length} 10`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('path', { class: 'track', d: path(judgedRanges, 7) }),
    svg('path', { class: 'fill', d: path(breachRanges, 0) }),
  );
}
