import { columnsOf, type Io } from '../../io.js';
import { counted, grouped } from '../../output/counted.js';
import { cutTo } from '../../output/table/display-width.js';
import { drawTable } from '../../output/table/table.js';
import type { Told } from '../../story.js';
import type { Board } from './board.js';
import { STREAM_TABLE } from './stream-table.js';

/** Shows a board while it fills. */
export interface View {
  /** Shows it a last time. */
  end(): void;
}

const REDRAW_MS = 250;
const LINE_MS = 3_000;
/** Two lines above the table, four of its head, two below, and the cursor's. */
const OTHER_LINES = 9;
const USUAL_ROWS = 24;

/** Shows a board as a live table in a terminal, and as a line from time to time elsewhere. */
export function showBoard(io: Io, board: Board, told: Told): View {
  const startMs = performance.now();
  const headline = (): string => {
    const { events, samples, duplicates, issues, rejected } = board.counts;
    const rate = Math.round(events / ((performance.now() - startMs) / 1000));
    return [
      `minute ${told.minute} of ${told.minutes}`,
      `${counted(events, 'event')}, ${grouped(rate)} a second`,
      counted(samples, 'sample'),
      `${counted(duplicates, 'duplicate')} dropped`,
      counted(issues, 'issue'),
      `${grouped(rejected)} unreadable`,
    ].join(' · ');
  };

  const draw = io.stdout.isTTY ? liveTable(io, board, headline) : () => io.stdout.write(`${headline()}\n`);
  const timer = setInterval(draw, io.stdout.isTTY ? REDRAW_MS : LINE_MS);
  return {
    end() {
      clearInterval(timer);
      draw();
    },
  };
}

/** Draws a table over the one before. */
function liveTable(io: Io, board: Board, headline: () => string): () => void {
  let height = 0;
  return () => {
    const columns = columnsOf(io);
    const room = Math.max(1, (io.stdout.rows ?? USUAL_ROWS) - OTHER_LINES);
    const streams = board.streams();
    const table =
      streams.length === 0
        ? ''
        : drawTable(streams.slice(0, room), STREAM_TABLE, {
            columns,
            styled: io.stdout.hasColors?.() ?? false,
          });
    const left = streams.length > room ? `${counted(streams.length - room, 'stream')} more.\n` : '';
    const text = `${cutTo(headline(), columns)}\n\n${table}${left}`;
    const up = height === 0 ? '' : `\x1b[${height}A\x1b[J`;
    io.stdout.write(up + text);
    height = text.split('\n').length - 1;
  };
}
