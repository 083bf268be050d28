import { columnsOf, type RecordColumn } from '../records/columns.js';
import { code, NOTE, table } from './markdown.js';
import { databaseSections, type ViewColumns } from './views.js';

/** docs/columns.md. */
export function columnPage(views: ViewColumns): string {
  const samples = columnsOf('QosSample');
  const snapshots = columnsOf('ClientSnapshot');
  return `${NOTE}# Columns

\`toRow\` turns a sample or a snapshot into a flat row with these columns. Every row has every column; a value that was
blank or not sent is \`null\`. The unit of a number is part of its name. A live event mostly has one value per metric,
the average over its interval: it is in the \`avg\` column. Your code can read the same table from \`SAMPLE_COLUMNS\` and
\`SNAPSHOT_COLUMNS\`.

## Samples

One row for each item of \`qos[]\`, from \`toSamples\` or \`restSamples\`: ${samples.length} columns.

${columnTable(samples)}
## Client snapshots

One row for each item of \`data[]\`, from \`toClientSnapshots\`: ${snapshots.length} columns.

${columnTable(snapshots)}
${databaseSections(views)}`;
}

function columnTable(columns: readonly RecordColumn[]): string {
  const rows = columns.map(({ name, type, unit, from, meaning }) => [code(name), type, unit, from, meaning]);
  return table(['column', 'type', 'unit', 'read from', 'meaning'], rows);
}
