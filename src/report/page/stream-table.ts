import type { JudgedMetric } from '../../quality/reading.js';
import type { Thresholds } from '../../quality/thresholds.js';
import type { StreamData } from '../data.js';
import { judged } from './cells.js';
import { type Child, h, said } from './dom.js';
import { METRIC_LABELS, NONE, streamLabel } from './format.js';

const STREAM_METRICS: readonly JudgedMetric[] = [
  'latencyMs',
  'jitterMs',
  'lossPercent',
  'bitrateKbps',
  'frameRateFps',
  'mos',
];

/** Average, 95th percentile and worst of each metric, stream by stream. */
export function streamTable(streams: readonly StreamData[], thresholds: Thresholds): Child {
  const metrics = STREAM_METRICS.filter((metric) => streams.some(({ spreads }) => spreads[metric]));
  const rows = streams.filter(({ spreads }) => metrics.some((metric) => spreads[metric]));
  if (rows.length === 0) return null;
  const columns = ['avg', 'p95', 'worst'] as const;
  const cell = (
    spread: StreamData['spreads'][JudgedMetric],
    metric: JudgedMetric,
    column: (typeof columns)[number],
  ) => {
    const value = spread?.[column] ?? null;
    return h(
      'td',
      { class: column === 'avg' ? 'number first' : 'number' },
      value === null ? NONE : judged(metric, value, thresholds),
    );
  };
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Streams' },
    h(
      'table',
      { class: 'streams' },
      h('caption', { class: 'hidden' }, 'Streams: average, 95th percentile and worst of each metric'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col', rowspan: 2 }, 'Stream'),
          h('th', { scope: 'col', rowspan: 2, class: 'number' }, 'In breach'),
          ...metrics.map((metric) => {
            const { label, unit } = METRIC_LABELS[metric];
            return h(
              'th',
              { scope: 'colgroup', colspan: 3, class: 'first' },
              unit ? `${label}, ${unit}` : label,
            );
          }),
        ),
        h(
          'tr',
          {},
          ...metrics.flatMap(() =>
            columns.map((column) =>
              h('th', { scope: 'col', class: column === 'avg' ? 'number first' : 'number' }, column),
            ),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        ...rows.map((stream) =>
          h(
            'tr',
            {},
            h(
              'th',
              { scope: 'row', title: stream.type },
              said(streamLabel(stream)),
              stream.window === 'summary' ? h('small', {}, ' whole stay') : null,
            ),
            h(
              'td',
              { class: 'number' },
              stream.readings.judged === 0 ? NONE : `${stream.readings.broken} of ${stream.readings.judged}`,
            ),
            ...metrics.flatMap((metric) =>
              columns.map((column) => cell(stream.spreads[metric], metric, column)),
            ),
          ),
        ),
      ),
    ),
  );
}
