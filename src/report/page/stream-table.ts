import type { JudgedMetric } from '../../quality/reading.js';
import type { Thresholds } from '../../quality/thresholds.js';
import type { StreamData } from '../data.js';
import { minutesOf } from '../rounding.js';
import { limitedValue } from './cells.js';
import { type Child, h, payloadText } from './dom.js';
import { NO_VALUE, streamLabel } from './format.js';
import { extremeOf, labelOf, percentileOf, STREAM_METRICS } from './metrics.js';

/** Average, percentile and highest or lowest value of each metric, by stream. */
export function streamTable(streams: readonly StreamData[], thresholds: Thresholds): Child {
  const metrics = STREAM_METRICS.filter((metric) => streams.some(({ stats }) => stats[metric]));
  const rows = streams.filter(({ stats }) => metrics.some((metric) => stats[metric]));
  if (rows.length === 0) return null;
  const columns = ['avg', 'worst', 'extreme'] as const;
  const cell = ({ stats, span }: StreamData, metric: JudgedMetric, column: (typeof columns)[number]) => {
    // The percentile of one stay would be its average again.
    const value = span === 'summary' && column === 'worst' ? null : (stats[metric]?.[column] ?? null);
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
      h('caption', { class: 'hidden' }, 'Streams: average, percentile and highest or lowest of each metric'),
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
          ...metrics.flatMap((metric) =>
            ['avg', percentileOf(metric).short, extremeOf(metric)].map((title) =>
              h('th', { scope: 'col', class: title === 'avg' ? 'number first' : 'number' }, title),
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
              stream.span === 'summary' ? h('small', {}, ' summary') : null,
            ),
            h('td', { class: 'number' }, judgedText(stream)),
            ...metrics.flatMap((metric) => columns.map((column) => cell(stream, metric, column))),
          ),
        ),
      ),
    ),
  );
}

function judgedText({ judged, span }: StreamData): string {
  if (judged.judged === 0) return NO_VALUE;
  if (span === 'interval') return `${minutesOf(judged)} min`;
  return judged.inBreach > 0 ? 'yes' : 'no';
}
