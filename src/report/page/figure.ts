import type uPlot from 'uplot';
import type { Thresholds } from '../../quality/thresholds.js';
import type { ParticipantData } from '../data.js';
import { number } from '../rounding.js';
import { drawChart, type Line } from './chart.js';
import { h, payloadText, svg, uniqueId } from './dom.js';
import { exactClock, quantity } from './format.js';
import { linesOf, timesOf } from './lines.js';
import type { ChartDefinition } from './metrics.js';
import { repaint } from './theme.js';

/** A chart with its title, and the values at the cursor. */
export interface Figure {
  readonly element: HTMLElement;
  /** Draws the chart; call it after adding `element` to the page. Returns a function that removes the chart. */
  draw(): () => void;
  /** Shows or hides the lines of a stream. */
  toggle(label: string, visible: boolean): void;
}

/** The figure of one chart, or `null` if there is nothing to draw. */
export function figureOf(
  participant: ParticipantData,
  chart: ChartDefinition,
  thresholds: Thresholds,
  group: string,
): Figure | null {
  const { title, unit, metrics, labels } = chart;
  const lines = linesOf(participant, chart);
  if (lines.length === 0) return null;
  const times = timesOf(participant);
  const [metric] = metrics;
  const limit = metric === undefined ? undefined : thresholds[metric];
  const hidden = new Set<string>();
  const heading = uniqueId();
  // The legend lists streams only. A chart of the device has a key of its own.
  const key =
    labels === undefined
      ? null
      : h('small', { class: 'key' }, ...lines.flatMap((line) => [swatch(line), payloadText(line.label)]));
  const reading = h('output', { class: 'reading' });
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
    for (const line of lines) {
      const value = line.values[index];
      if (value == null || hidden.has(line.label)) continue;
      reading.append(
        swatch(line),
        h('span', { class: 'hidden' }, payloadText(line.label)),
        ` ${number(value)}`,
      );
    }
  };

  // The arrow keys move the cursor from reading to reading.
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

  const marks = participant.log.flatMap(({ atMs }) => (atMs === null ? [] : [atMs / 1000]));
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
      h('figcaption', {}, h('h3', { id: heading }, title, h('small', {}, unit)), key, reading),
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

/** A short sample of a line, for legends. */
export function swatch({ colour, dashed }: Line): SVGElement {
  const line = svg('line', { x1: 0, x2: 18, y1: 4, y2: 4, 'stroke-dasharray': dashed ? '4 3' : 'none' });
  return svg('svg', { class: `swatch ${colour.slice(2)}`, viewBox: '0 0 18 8', 'aria-hidden': 'true' }, line);
}

/** A description for screen readers: the range of each line. The tables below hold the values. */
function described(title: string, unit: string, lines: readonly Line[], limit: number | undefined): string {
  const extents = lines.map(({ label, values }) => {
    const numbers = values.filter((value) => value != null);
    return `${label} ${number(Math.min(...numbers))} to ${quantity(Math.max(...numbers), unit)}`;
  });
  const bound = limit === undefined ? '' : `; limit ${quantity(limit, unit)}`;
  return `${title} over time: ${extents.join(', ')}${bound}. Use the arrow keys to read single values.`;
}
