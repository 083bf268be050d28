import type { JudgedMetric } from '../../quality/reading.js';
import type { Thresholds } from '../../quality/thresholds.js';
import type { StreamData } from '../data.js';
import { limitedValue } from './cells.js';
import { type Child, h, payloadText } from './dom.js';
import { NO_VALUE, streamLabel } from './format.js';
import { labelOf, STREAM_METRICS } from './metrics.js';

/** Average, 95th percentile and worst value of each metric, by stream. */
export function streamTable(streams: readonly StreamData[], thresholds: Thresholds): Child {
  const metrics = STREAM_METRICS.filter((metric) => streams.some(({ stats }) => stats[metric]));
  const rows = streams.filter(({ stats }) => metrics.some((metric) => stats[metric]));
  if (rows.length === 0) return null;
  const columns = ['avg', 'p95', 'worst'] as const;
  const cell = (
    stats: StreamData['stats'][JudgedMetric],
    metric: JudgedMetric,
    column: (typeof columns)[number],
  ) => {
    const value = stats?.[column] ?? null;
    return h(
      'td',
      { class: column === 'avg' ? 'number first' : 'number' },
      value === null ? NO_VALUE : limitedValue(metric, value, thresholds),
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
            const { label, unit } = labelOf(metric);
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
              payloadText(streamLabel(stream)),
              stream.span === 'summary' ? h('small', {}, ' summary only') : null,
            ),
            h(
              'td',
              { class: 'number' },
              stream.samples.judged === 0
                ? NO_VALUE
                : `${stream.samples.inBreach} of ${stream.samples.judged}`,
            ),
            ...metrics.flatMap((metric) =>
              columns.map((column) => cell(stream.stats[metric], metric, column)),
            ),
          ),
        ),
      ),
    ),
  );
}
