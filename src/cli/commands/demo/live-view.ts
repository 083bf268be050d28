import { columnsOf, type Io } from '../../io.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { cutTo } from '../../output/table/display-width.js';
import { drawTable } from '../../output/table/table.js';
import type { SimulationProgress } from '../../simulation.js';
import type { Stats } from './stats.js';
import { STREAM_COLUMNS } from './stream-columns.js';

/** Shows a stats while it fills. */
export interface View {
  /** Shows it a last time. */
  end(): void;
}

const REDRAW_MS = 250;
const LINE_MS = 3_000;
/** Two lines above the table, four of its head, two below, and the cursor's. */
const OTHER_LINES = 9;
const USUAL_ROWS = 24;

/** Shows a stats as a live table in a terminal, and as a line from time to time elsewhere. */
export function startLiveView(io: Io, stats: Stats, told: SimulationProgress): View {
  const startMs = performance.now();
  const headline = (): string => {
    const { events, samples, duplicates, issues, rejected } = stats.counts;
    const rate = Math.round(events / ((performance.now() - startMs) / 1000));
    return [
      `minute ${told.minute} of ${told.minutes}`,
      `${formatCount(events, 'event')}, ${formatNumber(rate)} a second`,
      formatCount(samples, 'sample'),
      `${formatCount(duplicates, 'duplicate')} dropped`,
      formatCount(issues, 'issue'),
      `${formatNumber(rejected)} unreadable`,
    ].join(' · ');
  };

  const draw = io.stdout.isTTY ? liveTable(io, stats, headline) : () => io.stdout.write(`${headline()}\n`);
  const timer = setInterval(draw, io.stdout.isTTY ? REDRAW_MS : LINE_MS);
  return {
    end() {
      clearInterval(timer);
      draw();
    },
  };
}

/** Draws a table over the one before. */
function liveTable(io: Io, stats: Stats, headline: () => string): () => void {
  let height = 0;
  return () => {
    const columns = columnsOf(io);
    const room = Math.max(1, (io.stdout.rows ?? USUAL_ROWS) - OTHER_LINES);
    const streams = stats.streams();
    const table =
      streams.length === 0
        ? ''
        : drawTable(streams.slice(0, room), STREAM_COLUMNS, {
            columns,
            styled: io.stdout.hasColors?.() ?? false,
          });
    const left = streams.length > room ? `${formatCount(streams.length - room, 'stream')} more.\n` : '';
    const text = `${cutTo(headline(), columns)}\n\n${table}${left}`;
    const up = height === 0 ? '' : `\x1b[${height}A\x1b[J`;
    io.stdout.write(up + text);
    height = text.split('\n').length - 1;
  };
}
