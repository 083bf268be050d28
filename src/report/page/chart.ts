import uPlot from 'uplot';
import { type JudgedMetric, worseWhen } from '../../quality/reading.js';
import { clock } from './format.js';
import { colour } from './theme.js';

/** One line of a chart. */
export interface Line {
  readonly label: string;
  readonly metric: JudgedMetric;
  /** The custom property that holds its colour. */
  readonly colour: string;
  readonly dashed: boolean;
  /** One entry per time: a number, `null` for a gap, `undefined` where the line continues to the next number. */
  readonly values: readonly (number | null | undefined)[];
}

export interface ChartSpec {
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly unit: string;
  readonly limit: number | undefined;
  /** Times of log entries, in seconds since the epoch. */
  readonly marks: readonly number[];
  /** Charts with the same group share a cursor. */
  readonly group: string;
  readonly onCursor: (index: number | null) => void;
}

const CHART_HEIGHT = 140;
const FONT = '11px system-ui, sans-serif';

/** Draws lines over time, the limit, and a tint over the area in breach. */
export function drawChart(host: HTMLElement, spec: ChartSpec): uPlot {
  const { times, lines, limit, marks, group, onCursor } = spec;
  const palette = {
    ink: colour('--soft'),
    rule: colour('--rule'),
    danger: colour('--danger'),
    tint: colour('--tint'),
    card: colour('--card'),
  };
  const ratio = () => devicePixelRatio || 1;

  const limitRange = (plot: uPlot) => {
    const { left, top, width, height } = plot.bbox;
    const y = plot.valToPos(limit ?? 0, 'y', true);
    // All metrics of a chart are worse in the same direction.
    const above = worseWhen(lines[0]?.metric ?? 'latencyMs') === 'higher';
    return { left, width, y, top: above ? top : y, bottom: above ? y : top + height };
  };
  const drawClear = (plot: uPlot) => {
    if (limit === undefined) return;
    const { left, width, top, bottom } = limitRange(plot);
    plot.ctx.fillStyle = palette.tint;
    plot.ctx.fillRect(left, top, width, Math.max(bottom - top, 0));
  };
  const draw = (plot: uPlot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.lineWidth = ratio();
    ctx.setLineDash([2 * ratio(), 3 * ratio()]);
    ctx.strokeStyle = palette.ink;
    const { min = 0, max = 0 } = plot.scales.x ?? {};
    for (const mark of marks)
      if (mark >= (min ?? 0) && mark <= (max ?? 0))
        line(ctx, plot.valToPos(mark, 'x', true), bbox.top, 0, bbox.height);
    if (limit !== undefined) {
      const { left, width, y } = limitRange(plot);
      ctx.setLineDash([6 * ratio(), 4 * ratio()]);
      ctx.strokeStyle = palette.danger;
      line(ctx, left, y, width, 0);
      const label = [`limit ${limit}`, left + width - 4 * ratio(), y - 2 * ratio()] as const;
      ctx.font = FONT.replace('11', String(11 * ratio()));
      ctx.textAlign = 'right';
      ctx.textBaseline = 'bottom';
      // An outline in the background colour keeps the label legible over lines.
      ctx.setLineDash([]);
      ctx.strokeStyle = palette.card;
      ctx.lineWidth = 4 * ratio();
      ctx.strokeText(...label);
      ctx.fillStyle = palette.danger;
      ctx.fillText(...label);
    }
    ctx.restore();
  };

  const axis = {
    stroke: palette.ink,
    font: FONT,
    grid: { stroke: palette.rule, width: 1 },
    ticks: { stroke: palette.rule, width: 1, size: 4 },
  };
  return new uPlot(
    {
      width: host.clientWidth || 400,
      height: CHART_HEIGHT,
      padding: [6, 8, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: group }, drag: { x: true, y: false, setScale: true }, points: { size: 7 } },
      scales: { x: { time: true }, y: { range: (_, low, high) => range(low, high, limit) } },
      axes: [
        { ...axis, size: 26, values: (_, splits) => splits.map((split) => clock(split * 1000)) },
        { ...axis, size: 46, values: (_, splits) => splits.map((split) => split.toLocaleString('en-GB')) },
      ],
      series: [
        {},
        ...lines.map((one) => ({
          label: one.label,
          stroke: colour(one.colour),
          width: 1.6,
          ...(one.dashed && { dash: [5, 4] }),
          points: { size: 5 },
        })),
      ],
      hooks: {
        drawClear: [drawClear],
        draw: [draw],
        setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
      },
    },
    // uPlot's type has no read-only arrays; uPlot does not write to them.
    [times, ...lines.map(({ values }) => values)] as uPlot.AlignedData,
    host,
  );
}

function line(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + width, y + height);
  ctx.stroke();
}

/** The y axis: from 0 (below it for signal strength) to just above the readings and the limit. */
function range(low: number | null, high: number | null, limit: number | undefined): [number, number] {
  if (low !== null && low < 0) return [Math.min(low, limit ?? low) - 5, 0];
  const top = Math.max(high ?? 0, limit ?? 0);
  return [0, top === 0 ? 1 : top * 1.15];
}
