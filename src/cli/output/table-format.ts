import type { ClientSnapshot, QosSample } from '../../samples/index.js';
import type { Formatter } from './formatter.js';
import { SAMPLE_TABLE_COLUMNS } from './table/sample-columns.js';
import { SNAPSHOT_TABLE_COLUMNS } from './table/snapshot-columns.js';
import { drawTable, type TableStyle } from './table/table.js';

/** Columns are chosen and measured over this many rows, so memory stays bounded. */
const ROWS_PER_TABLE = 2_000;

/** Formats rows as tables: one of samples and one of snapshots, repeated for long inputs. */
export function tableFormatter(style: TableStyle): Formatter {
  let samples: QosSample[] = [];
  let snapshots: ClientSnapshot[] = [];
  let drawn = 0;

  const separator = () => (drawn++ === 0 ? '' : '\n');

  const draw = (): string => {
    const tables: string[] = [];
    if (samples.length > 0) tables.push(drawTable(samples, SAMPLE_TABLE_COLUMNS, style));
    if (snapshots.length > 0) tables.push(drawTable(snapshots, SNAPSHOT_TABLE_COLUMNS, style));
    samples = [];
    snapshots = [];
    return tables.map((table) => separator() + table).join('');
  };

  return {
    opening: '',
    separator: '',
    row(row) {
      if (row.kind === 'sample') samples.push(row.record);
      else snapshots.push(row.record);
      return samples.length + snapshots.length < ROWS_PER_TABLE ? '' : draw();
    },
    end: draw,
  };
}
