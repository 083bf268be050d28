import { type JudgedMetric, worseWhen } from '../../quality/reading.js';
import type { Thresholds } from '../../quality/thresholds.js';
import type { Minutes, ParticipantData, Run, Span, Spreads } from '../data.js';
import { type Child, h, svg } from './dom.js';
import { METRIC_LABELS, NONE, number, share } from './format.js';
import type { Column } from './table.js';

/** A number that breaks its limit says so by weight, sign and words; colour comes last. */
export function judged(metric: JudgedMetric, value: number, thresholds: Thresholds): HTMLElement {
  const limit = thresholds[metric];
  const broken = limit !== undefined && (worseWhen(metric) === 'higher' ? value > limit : value < limit);
  if (!broken) return h('span', {}, number(value));
  const words = `beyond the limit of ${limit}`;
  return h(
    'span',
    { class: 'broken', title: words },
    number(value),
    h('span', { class: 'hidden' }, ` (${words})`),
  );
}

/** What 95 % of readings keep to, or the average of the summary. */
export function usual(spreads: Spreads, metric: JudgedMetric): number | null {
  const spread = spreads[metric];
  return spread === undefined ? null : (spread.p95 ?? spread.avg);
}

/** The columns of latency, jitter and loss. */
export function metricColumns<R extends { readonly spreads: Spreads }>(thresholds: Thresholds): Column<R>[] {
  return (['latencyMs', 'jitterMs', 'lossPercent'] as const).map((metric) => {
    const { label, unit } = METRIC_LABELS[metric];
    return {
      title: `${label}, ${unit}`,
      hint: `${label}: 95 % of readings are at most this; the average where only a summary came`,
      class: `number ${metric}`,
      sortBy: ({ spreads }) => usual(spreads, metric),
      cell: ({ spreads }) => {
        const value = usual(spreads, metric);
        return value === null ? NONE : judged(metric, value, thresholds);
      },
    };
  });
}

/** Minutes in breach, in words, and their share, with a bar as long as the share. */
export function breachCell(minutes: Minutes, summed: number, words: string): Child {
  if (minutes.judged === 0) return summed > 0 ? h('span', { class: 'broken' }, 'in summary') : NONE;
  // The presentation attribute of an SVG line, unlike a style attribute, needs no leave of the page's policy.
  const length = (minutes.broken / minutes.judged) * 100;
  return h(
    'span',
    { class: minutes.broken > 0 ? 'breach some' : 'breach' },
    h('b', {}, words),
    h('span', {}, share(minutes)),
    svg(
      'svg',
      { class: 'bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('path', { class: 'track', d: 'M0 0h100v4H0z' }),
      svg('path', { class: 'fill', d: `M0 0h${length}v4H0z` }),
    ),
  );
}

/** When, within the time of the conference, readings came and limits were broken. */
export function strip({ judgedRuns, brokenRuns, span: own }: ParticipantData, whole: Span | null): Child {
  if (own === null || whole === null) return null;
  const start = Math.floor(own.startMs / 60_000) - Math.floor(whole.startMs / 60_000);
  const length = Math.floor(whole.endMs / 60_000) - Math.floor(whole.startMs / 60_000) + 1;
  const path = (runs: readonly Run[], top: number) =>
    runs.map(([at, minutes]) => `M${start + at} ${top}h${minutes}V10h${-minutes}z`).join('');
  return svg(
    'svg',
    { class: 'strip', viewBox: `0 0 ${length} 10`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('path', { class: 'track', d: path(judgedRuns, 7) }),
    svg('path', { class: 'fill', d: path(brokenRuns, 0) }),
  );
}
