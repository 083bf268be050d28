import { DuckDBInstance } from '@duckdb/node-api';
import { snakeCase } from '../../src/samples/snake-case.js';
import { TABLES, type TableColumn } from '../../src/store/columns.js';
import { tables } from '../../src/store/tables.js';
import { METRIC_COLUMNS } from '../../src/store/views/readings.js';
import { views } from '../../src/store/views.js';
import { columnsOf } from '../records/columns.js';
import { judgedMetrics } from '../records/emit-metrics.js';
import { code, table } from './markdown.js';

/** The columns of each view, in order, as a database says them. */
export type ViewColumns = ReadonlyMap<string, readonly string[]>;

export async function readViewColumns(): Promise<ViewColumns> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(tables('duckdb') + views('duckdb'));
  const rows = await connection.runAndReadAll(`SELECT view_name, column_name
    FROM duckdb_views() JOIN duckdb_columns() ON table_oid = view_oid
    WHERE view_name LIKE 'qss_%' ORDER BY view_oid, column_index`);
  connection.closeSync();
  instance.closeSync();
  const found = new Map<string, string[]>();
  for (const [view, column] of rows.getRows() as [string, string][])
    found.set(view, [...(found.get(view) ?? []), column]);
  return found;
}

/** The sections of docs/columns.md on what the database has besides the columns of `toRow`. */
export function databaseSections(viewColumns: ViewColumns): string {
  const { issues, samples } = TABLES;
  const added = samples.columns.slice(-ADDED);
  const metrics = judgedMetrics().map(([name]) => code(snakeCase(name)));
  return `## Tables

[\`zoom-qss/store\`](store.md#tables) stores these rows in \`qss_samples\` and \`qss_snapshots\`, and
[issues](samples.md#issues) in \`qss_issues\`:

${table(['column', 'type', 'unit', 'meaning'], issues.columns.slice(0, -ADDED).map(tableRow))}
Every table has these columns besides:

${table(['column', 'type', 'unit', 'meaning'], added.map(tableRow))}
## Views

The columns of [each view](store.md#views), where \`*\` is each of
${metrics.join(',\n')}:

${table(['view', 'columns'], [...viewColumns].map(viewRow))}
What only views have means this:

${table(['column', 'type', 'unit', 'meaning'], viewMeanings(viewColumns))}`;
}

/** How many columns a table has at its end that no other row has: keys and ranks. */
const ADDED = 4;

function tableRow({ name, kind, unit, meaning }: TableColumn): string[] {
  return [code(name), kind === 'whole' || kind === 'real' ? 'number' : kind, unit, meaning];
}

function viewRow([view, columns]: readonly [string, readonly string[]]): string[] {
  const shown =
    view === CLIENT_STATES ? [...withoutClient(columns).map(code), CLIENT] : patterns(columns).map(code);
  return [code(view), shown.join(', ')];
}

const CLIENT_STATES = 'qss_client_states';
const CLIENT = 'and from `device` on those of [client snapshots](#client-snapshots)';

function withoutClient(columns: readonly string[]): string[] {
  return columns.slice(0, columns.indexOf('device'));
}

/** The columns, those of metrics as one pattern each: `*_avg`. */
function patterns(columns: readonly string[]): string[] {
  // The metrics of the views, which may not have yet what is being added to the table of fields.
  const metric = new RegExp(`^(?:${METRIC_COLUMNS.map(({ name }) => name).join('|')})(?=$|_avg$|_p5$|_p95$)`);
  return [...new Set(columns.map((column) => column.replace(metric, '*')))];
}

const TIME = 'ms since 1970-01-01T00:00:00Z';

/** What the columns of views mean that no table has: type, unit, meaning. */
const MEANINGS: Readonly<Record<string, readonly [type: string, unit: string, meaning: string]>> = {
  participants: ['number', '', 'How many participants any row is about.'],
  first_event_at_ms: ['number', TIME, 'When the first event was made.'],
  last_event_at_ms: ['number', TIME, 'When the last event was made.'],
  reading_at_ms: ['number', TIME, '`measured_at_ms`, or else `event_at_ms`.'],
  '*': [
    'number',
    'in the name',
    'What the reading is judged by: its average, or the worse bound where Zoom sent none.',
  ],
  duration_ms: ['number', 'ms', 'The time that the reading counts for.'],
  judged_ms: ['number', 'ms', 'The same if there was something to judge, else 0.'],
  breach_ms: ['number', 'ms', 'The same if a stream broke a limit, else 0.'],
  readings: ['number', '', 'How many readings the figures are made of, one for each stream.'],
  untimed: ['number', '', 'Those of them that have no time, and so add no minutes.'],
  judged_minutes: ['number', 'min', 'Participant-minutes with something to judge.'],
  breach_minutes: ['number', 'min', 'Participant-minutes in breach.'],
  breach_share: ['number', '', 'What is in breach divided by what was judged; `null` if nothing was judged.'],
  '*_avg': [
    'number',
    'in the name',
    'The mean: over the items of a stream, the streams of a stay, or the readings or stays of a group.',
  ],
  '*_p5': ['number', 'in the name', 'The value that 5 % of the readings or stays do not exceed.'],
  '*_p95': ['number', 'in the name', 'The value that 95 % of the readings or stays do not exceed.'],
  day: ['date', '', 'The day by UTC.'],
  items: ['number', '', 'How many items of summaries the row is made of.'],
  summarised_at_ms: ['number', TIME, 'When the last summary was made; `null` if only REST rows say it.'],
  is_judged: ['number', '', '1 if there was something to judge, else 0.'],
  is_in_breach: ['number', '', '1 if a stream breaks a limit, else 0.'],
  stays: ['number', '', 'How many stays the figures are made of.'],
  judged_stays: ['number', '', 'Those of them with something to judge.'],
  breach_stays: ['number', '', 'Those of them in breach.'],
};

/** The rows on the columns that no table has. Throws unless these are the columns with a meaning here. */
function viewMeanings(viewColumns: ViewColumns): string[][] {
  const stored = new Set([
    ...columnsOf('QosSample').map(({ name }) => name),
    ...TABLES.issues.columns.map(({ name }) => name),
  ]);
  const shown = [...viewColumns].flatMap(([view, columns]) =>
    patterns(view === CLIENT_STATES ? withoutClient(columns) : columns),
  );
  const own = [...new Set(shown)].filter((name) => !stored.has(name));
  const gone = Object.keys(MEANINGS).filter((name) => !own.includes(name));
  if (gone.length > 0) throw new Error(`scripts/pages/views.ts describes ${gone.join(', ')}, which is gone.`);
  return own.map((name) => {
    const meaning = MEANINGS[name];
    if (meaning === undefined) throw new Error(`scripts/pages/views.ts does not say what ${name} means.`);
    return [code(name), ...meaning];
  });
}
