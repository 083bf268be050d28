import { columnsOf, type Io } from '../../io.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { truncate } from '../../output/table/display-width.js';
import { drawTable } from '../../output/table/table.js';
import type { SimulationProgress } from '../../simulation.js';
import type { Stats } from './stats.js';
import { STREAM_COLUMNS } from './stream-columns.js';

/** A view of the statistics while they change. */
export interface LiveView {
  /** Draws it a last time. */
  end(): void;
}

const REDRAW_MS = 250;
const LINE_MS = 3_000;
/** Two lines above the table, four for its heading, two below it, and the cursor's. */
const OTHER_LINES = 9;
const DEFAULT_ROWS = 24;

/** Starts a view: a live table in a terminal, a line every few seconds elsewhere. */
export function startLiveView(io: Io, stats: Stats, progress: SimulationProgress): LiveView {
  const startMs = performance.now();
  const headline = (): string => {
    const { events, samples, duplicates, issues, rejected } = stats.counts;
    const rate = Math.round(events / ((performance.now() - startMs) / 1000));
    return [
      `minute ${progress.minute} of ${progress.minutes}`,
      `${formatCount(events, 'event')}, ${formatNumber(rate)} a second`,
      formatCount(samples, 'sample'),
      `${formatCount(duplicates, 'duplicate')} dropped`,
      formatCount(issues, 'issue'),
      `${formatNumber(rejected)} unreadable`,
    ].join(' · ');
  };

  const draw = io.stdout.isTTY
    ? createLiveTable(io, stats, headline)
    : () => io.stdout.write(`${headline()}\n`);
  const timer = setInterval(draw, io.stdout.isTTY ? REDRAW_MS : LINE_MS);
  return {
    end() {
      clearInterval(timer);
      draw();
    },
  };
}

/** Returns a function that draws the table over the previous one. */
function createLiveTable(io: Io, stats: Stats, headline: () => string): () => void {
  let height = 0;
  return () => {
    const columns = columnsOf(io);
    const maxStreams = Math.max(1, (io.stdout.rows ?? DEFAULT_ROWS) - OTHER_LINES);
    const streams = stats.worst(maxStreams);
    const table =
      streams.length === 0
        ? ''
        : drawTable(streams, STREAM_COLUMNS, {
            columns,
            styled: io.stdout.hasColors?.() ?? false,
          });
    const hidden = stats.streams - streams.length;
    const more = hidden > 0 ? `${formatCount(hidden, 'more stream')}.\n` : '';
    const text = `${truncate(headline(), columns)}\n\n${table}${more}`;
    const up = height === 0 ? '' : `\x1b[${height}A\x1b[J`;
    io.stdout.write(up + text);
    height = text.split('\n').length - 1;
  };
}
