import { number } from '../../../report/rounding.js';
import { columnsOf, type Io } from '../../io.js';
import type { TableColumn } from '../../output/table/column.js';
import { drawTable } from '../../output/table/table.js';

/** A view as it is shown: its first rows, worst first. */
interface ShownView {
  readonly title: string;
  readonly query: string;
  /** The headings of the query's columns that come before the figures. */
  readonly headings: readonly string[];
}

type Cells = readonly unknown[];

const FIGURE_COUNT = 5;
const FIGURES = [
  'round(breach_minutes, 1)',
  'round(judged_minutes, 1)',
  'latency_ms_p95',
  'jitter_ms_p95',
  'loss_percent_p95',
].join(', ');
const FIGURE_COLUMNS: readonly TableColumn<Cells>[] = [
  { name: 'in breach', unit: 'min', at: 0 },
  { name: 'judged', unit: 'min', at: 1 },
  { name: 'latency', part: 'p95', unit: 'ms', at: 2 },
  { name: 'jitter', part: 'p95', unit: 'ms', at: 3 },
  { name: 'loss', part: 'p95', unit: '%', at: 4 },
].map(({ at, ...column }) => ({
  ...column,
  rank: 2 + at,
  align: 'right',
  text: (cells) => textOf(cells.at(at - FIGURE_COUNT)),
}));

const WORST_FIRST = 'breach_minutes DESC';

const VIEWS: readonly ShownView[] = [
  {
    title: 'qss_participant_quality, the five participants with the most minutes in breach:',
    headings: ['participant', 'product'],
    query: `SELECT coalesce(known.participant_name, known.participant_zoom_user_id, known.participant_id, '?'), quality.product, ${FIGURES}
FROM qss_participant_quality AS quality JOIN qss_participants AS known USING (participant_key)
ORDER BY ${WORST_FIRST}, participant_key LIMIT 5`,
  },
  {
    title: 'qss_conference_quality, the five worst conferences:',
    headings: ['conference', 'product'],
    query: `SELECT coalesce(known.conference_name, known.conference_id, known.conference_uuid, '?'), quality.product, ${FIGURES}
FROM qss_conference_quality AS quality JOIN qss_conferences AS known USING (conference_key)
ORDER BY ${WORST_FIRST}, conference_key LIMIT 5`,
  },
  {
    title: 'qss_daily_quality, by UTC:',
    headings: ['day'],
    query: `SELECT day::VARCHAR, ${FIGURES} FROM qss_daily_quality ORDER BY day LIMIT 5`,
  },
];

/** Draws three views of a database, a table each. */
export async function viewTables(query: (sql: string) => Promise<readonly Cells[]>, io: Io): Promise<string> {
  const style = { columns: columnsOf(io), styled: io.stdout.hasColors?.() ?? false };
  const tables: string[] = [];
  for (const { title, query: sql, headings } of VIEWS) {
    const rows = await query(sql);
    if (rows.length > 0)
      tables.push(`${title}\n${drawTable(rows, [...headings.map(heading), ...FIGURE_COLUMNS], style)}`);
  }
  return tables.join('\n');
}

function heading(name: string, at: number): TableColumn<Cells> {
  return { name, rank: at, align: 'left', minWidth: 12, text: (cells) => textOf(cells[at]) };
}

function textOf(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  return typeof cell === 'number' ? number(cell) : String(cell);
}
