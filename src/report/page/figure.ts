import type uPlot from 'uplot';
import type { Thresholds } from '../../quality/thresholds.js';
import type { ParticipantData } from '../data.js';
import { drawChart, type Line } from './chart.js';
import { freshId, h, said } from './dom.js';
import { clock, exactClock, METRIC_LABELS, number, quantity } from './format.js';
import { type CHARTS, linesOf } from './lines.js';
import { repaint } from './theme.js';

/** A chart with its title and a reading at the cursor. */
export interface Figure {
  readonly element: HTMLElement;
  /** Draws it, once the element stands in the page; what comes back takes it away. */
  draw(): () => void;
  /** Shows or hides the lines of a stream. */
  toggle(label: string, visible: boolean): void;
}

/** The figure of one kind of metric, or `null` where there is nothing to draw. */
export function figureOf(
  participant: ParticipantData,
  { title, unit, metrics }: (typeof CHARTS)[number],
  thresholds: Thresholds,
  group: string,
): Figure | null {
  const lines = linesOf(participant, metrics);
  if (lines.length === 0) return null;
  const { times } = participant;
  const [metric] = metrics;
  const limit = metric === undefined ? undefined : thresholds[metric];
  const hidden = new Set<string>();
  const heading = freshId();
  const reading = h('output', { class: 'reading', for: '' });
  const host = h('div', {
    class: 'plot',
    tabindex: 0,
    role: 'img',
    'aria-label': described(title, unit, lines, limit),
    keydown: (event) => step(event as KeyboardEvent),
  });
  let plot: uPlot | null = null;

  const onCursor = (index: number | null) => {
    const time = index === null ? undefined : times[index];
    reading.replaceChildren();
    if (index === null || time === undefined) return;
    reading.append(h('b', {}, exactClock(time * 1000)));
    for (const { label, values } of lines) {
      const value = values[index];
      if (value != null && !hidden.has(label))
        reading.append(' · ', said(label), ` ${quantity(value, unit)}`);
    }
  };

  // Arrow keys move the cursor from reading to reading, as the pointer does.
  const step = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: -times.length,
      End: times.length,
    };
    const move = moves[event.key];
    if (plot === null || move === undefined) return;
    event.preventDefault();
    const at = plot.cursor.idx ?? (move > 0 ? -1 : times.length);
    const next = Math.min(Math.max(at + move, 0), times.length - 1);
    plot.setCursor({ left: plot.valToPos(times[next] ?? 0, 'x'), top: 0 });
  };

  const marks = participant.notes.flatMap(({ atMs }) => (atMs === null ? [] : [atMs / 1000]));
  const paint = () => {
    plot?.destroy();
    plot = drawChart(host, { times, lines, unit, limit, marks, group, onCursor });
    for (const label of hidden) show(label, false);
  };
  const show = (label: string, visible: boolean) => {
    for (const [index, line] of lines.entries())
      if (line.label === label) plot?.setSeries(index + 1, { show: visible });
  };

  return {
    element: h(
      'figure',
      { 'aria-labelledby': heading },
      h('figcaption', {}, h('h5', { id: heading }, title, h('small', {}, unit)), reading),
      host,
    ),
    draw() {
      paint();
      const end = repaint(paint);
      const resize = new ResizeObserver(() => {
        if (plot !== null && host.clientWidth > 0 && host.clientWidth !== plot.width)
          plot.setSize({ width: host.clientWidth, height: plot.height });
      });
      resize.observe(host);
      return () => {
        end();
        resize.disconnect();
        plot?.destroy();
      };
    },
    toggle(label, visible) {
      if (visible) hidden.delete(label);
      else hidden.add(label);
      show(label, visible);
    },
  };
}

/** What a chart shows, for those who do not see it; the table of streams and the readings say the rest. */
function described(title: string, unit: string, lines: readonly Line[], limit: number | undefined): string {
  const extents = lines.map(({ label, values }) => {
    const numbers = values.filter((value) => value != null);
    return `${label} ${number(Math.min(...numbers))} to ${quantity(Math.max(...numbers), unit)}`;
  });
  const bound = limit === undefined ? '' : `; limit ${quantity(limit, unit)}`;
  return `${title} over time: ${extents.join(', ')}${bound}. Arrow keys read it out.`;
}

/** Every reading as a table, made when it is asked for. */
export function readingsOf(
  { streams, times }: ParticipantData,
  labelOf: (index: number) => string,
): HTMLElement {
  const rows = () =>
    streams
      .flatMap((stream, index) =>
        stream.at.map((at, position) => ({
          time: times[at] ?? 0,
          label: labelOf(index),
          text: Object.entries(stream.series).flatMap(([metric, series]) => {
            const value = series[position];
            const { label, unit } = METRIC_LABELS[metric as keyof typeof METRIC_LABELS];
            return value == null ? [] : [`${label.toLowerCase()} ${quantity(value, unit)}`];
          }),
        })),
      )
      .filter(({ text }) => text.length > 0)
      .sort((a, b) => a.time - b.time)
      .map(({ time, label, text }) =>
        h('tr', {}, h('td', {}, clock(time * 1000)), h('td', {}, said(label)), h('td', {}, text.join(', '))),
      );
  const body = h('tbody');
  const head = ['Time', 'Stream', 'Readings'].map((title) => h('th', { scope: 'col' }, title));
  const details = h('details', {
    class: 'readings',
    toggle: () => body.childElementCount || body.append(...rows()),
  });
  details.append(
    h('summary', {}, 'Every reading as a table'),
    h(
      'div',
      { class: 'tall', tabindex: 0, role: 'region', 'aria-label': 'Every reading' },
      h('table', {}, h('thead', {}, h('tr', {}, ...head)), body),
    ),
  );
  return details;
}
