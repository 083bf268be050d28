import type { JudgedMetric } from '../../quality/reading.js';
import type { Thresholds } from '../../quality/thresholds.js';
import type { ConferenceData, ParticipantData, StreamData } from '../data.js';
import { judged } from './cells.js';
import { type Child, freshId, h, said } from './dom.js';
import { figureOf, swatch } from './figure.js';
import {
  capital,
  clock,
  dateTime,
  duration,
  METRIC_LABELS,
  NONE,
  number,
  quantity,
  spanText,
  streamLabel,
} from './format.js';
import { CHARTS, isOfStreams, linesOf } from './lines.js';
import { readingTable } from './reading-table.js';

/** Everything known of one participant. Its charts are drawn once it stands in the page, and go with what comes back. */
export interface Detail {
  readonly element: HTMLElement;
  open(): () => void;
}

export function detailOf(
  participant: ParticipantData,
  conference: ConferenceData,
  thresholds: Thresholds,
): Detail {
  const group = freshId();
  const figures = CHARTS.map((chart) => figureOf(participant, chart, thresholds, group)).filter(
    (f) => f !== null,
  );
  const toggle = (label: string, visible: boolean) => {
    for (const figure of figures) figure.toggle(label, visible);
  };
  const element = h(
    'div',
    { class: 'detail' },
    heading(participant, conference),
    h(
      'div',
      { class: 'sides' },
      h(
        'div',
        { class: 'charts' },
        figures.length > 0
          ? legend(participant, toggle)
          : h('p', { class: 'note' }, 'No minutes came, so there is no time line.'),
        h('div', { class: 'grid' }, ...figures.map((figure) => figure.element)),
        streamTable(participant.streams, thresholds),
        figures.length > 0 ? readingTable(participant) : null,
      ),
      h('div', { class: 'facts' }, client(participant), verdicts(participant), notes(participant)),
    ),
  );
  return {
    element,
    open() {
      const closers = figures.map((figure) => figure.draw());
      return () => {
        for (const close of closers) close();
      };
    },
  };
}

function heading(
  { participant, span, summaryBreaches }: ParticipantData,
  { conference }: ConferenceData,
): HTMLElement {
  const facts = [
    span && `${spanText(span)} (${duration(span)})`,
    participant.email,
    participant.id && `id ${participant.id}`,
    participant.userId && `user ${participant.userId}`,
    conference.uuid && `conference ${conference.uuid}`,
    ...summaryBreaches.map(({ metric, value, limit }) => {
      const { label, unit } = METRIC_LABELS[metric];
      return `${label.toLowerCase()} of the stay ${quantity(value, unit)}, limit ${limit}`;
    }),
  ].filter((fact) => typeof fact === 'string');
  return h(
    'p',
    { class: 'about' },
    ...facts.flatMap((fact, index): Child[] => [index > 0 ? ' · ' : null, said(fact)]),
  );
}

/** The streams, as buttons that show and hide their lines, each with a piece of its line. */
function legend(
  participant: ParticipantData,
  toggle: (label: string, visible: boolean) => void,
): HTMLElement {
  const lines = CHARTS.filter(isOfStreams).flatMap((chart) => linesOf(participant, chart));
  const firsts = new Map(lines.map((line) => [line.label, line]));
  const buttons = [...firsts.values()].map((line) => {
    const button = h(
      'button',
      { type: 'button', 'aria-pressed': 'true', class: 'chip' },
      swatch(line),
      said(line.label),
    );
    button.addEventListener('click', () => {
      const visible = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(visible));
      toggle(line.label, visible);
    });
    return button;
  });
  return h('div', { class: 'legend', role: 'group', 'aria-label': 'Streams drawn' }, ...buttons);
}

const STREAM_METRICS: readonly JudgedMetric[] = [
  'latencyMs',
  'jitterMs',
  'lossPercent',
  'bitrateKbps',
  'frameRateFps',
  'mos',
];

function streamTable(streams: readonly StreamData[], thresholds: Thresholds): Child {
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

function client({ client: facts }: ParticipantData): HTMLElement {
  const entries = facts.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, said(value))]);
  return h(
    'section',
    {},
    h('h5', {}, 'Device and network'),
    facts.length === 0 ? h('p', { class: 'note' }, 'Nothing came of this client.') : h('dl', {}, ...entries),
  );
}

function verdicts({ verdicts: all, spreads }: ParticipantData): Child {
  const entries = all.flatMap(({ type, words, score }) => {
    const counted = words.map(([word, times]) => `${times.toLocaleString('en-GB')} × ${word}`);
    const scored = score === null ? [] : [`score ${number(score.avg)}, worst ${number(score.worst)}`];
    return [
      h('dt', {}, capital(type.replaceAll('_', ' '))),
      h('dd', {}, said([...counted, ...scored].join(', '))),
    ];
  });
  const { mos } = spreads;
  if (mos)
    entries.push(h('dt', {}, 'Opinion score'), h('dd', {}, `${number(mos.avg)}, worst ${number(mos.worst)}`));
  return entries.length === 0
    ? null
    : h('section', {}, h('h5', {}, 'What Zoom says'), h('dl', {}, ...entries));
}

function notes({ notes: all, span }: ParticipantData): Child {
  if (all.length === 0) return null;
  const time = (ms: number) =>
    span && ms >= span.startMs - 3_600_000 && ms <= span.endMs + 3_600_000 ? clock(ms) : dateTime(ms);
  const items = all.map(({ atMs, text }) =>
    h('li', {}, atMs === null ? null : h('time', {}, time(atMs)), said(text)),
  );
  return h('section', {}, h('h5', {}, 'Changes and warnings'), h('ul', {}, ...items));
}
