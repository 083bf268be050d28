import { columnsOf, type RecordColumn } from '../records/columns.js';
import { code, NOTE, table } from './markdown.js';

/** docs/columns.md. */
export function columnPage(): string {
  const samples = columnsOf('QosSample');
  const snapshots = columnsOf('ClientSnapshot');
  return `${NOTE}# Columns

What \`toRow\` makes of a sample and of a snapshot. Every row has every column; what was blank or not sent is \`null\`. The unit
of a number is part of its name, before \`min\`, \`avg\` and \`max\`. The only value of a live event is an average over its
interval and stands under \`avg\`. \`SAMPLE_COLUMNS\` and \`SNAPSHOT_COLUMNS\` give the same table to your code.

## Samples

One row for each item of \`qos[]\`, from \`toSamples\` or \`samplesFromRest\`: ${samples.length} columns.

${columnTable(samples)}
## Client snapshots

One row for each item of \`data[]\`, from \`toClientSnapshots\`: ${snapshots.length} columns.

${columnTable(snapshots)}`;
}

function columnTable(columns: readonly RecordColumn[]): string {
  const rows = columns.map(({ name, type, unit, from, meaning }) => [code(name), type, unit, from, meaning]);
  return table(['column', 'type', 'unit', 'read from', 'meaning'], rows);
}
