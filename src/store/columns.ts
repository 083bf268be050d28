import { SAMPLE_COLUMNS, SNAPSHOT_COLUMNS } from '../generated/columns.js';
import type { Column } from '../samples/index.js';

/** The type of a stored column, which each dialect has its own name for. */
export type ColumnKind = 'text' | 'whole' | 'real' | 'boolean';

/** One column of a table. */
export interface TableColumn extends Omit<Column, 'type'> {
  readonly kind: ColumnKind;
}

export interface Table {
  readonly name: string;
  readonly meaning: string;
  /** The first is `id`, the last `row_rank`. */
  readonly columns: readonly TableColumn[];
}

export type TableName = 'samples' | 'snapshots' | 'issues';

/** The row version is stored with each row. Raise it when a newer version of this library reads the same event better. */
export const ROW_VERSION = 1;

const KEYS: readonly TableColumn[] = [
  column('conference_key', 'text', 'What `conferenceKey` returns: the same in all rows of one conference.'),
  column(
    'participant_key',
    'text',
    'What `participantKey` returns: the same in all rows of one participant in one conference.',
  ),
];

const RANKS: readonly TableColumn[] = [
  column('row_version', 'whole', 'The version of the rules by which the row was made.'),
  column(
    'row_rank',
    'whole',
    'Of two rows with one id the higher rank stays: more columns that are not null, then the newer row version, then the greater hash.',
  ),
];

const ISSUE_COLUMNS: readonly TableColumn[] = [
  column('id', 'text', 'Natural key: record, code and path.'),
  column('code', 'text', 'What kind of finding it is: `value_unreadable`, `field_unknown`, …'),
  column(
    'record_id',
    'text',
    'The id of the sample or snapshot. For an issue of a whole event, how the ids of its records begin.',
  ),
  {
    ...column('event_at_ms', 'whole', 'When the event was made.', true),
    unit: 'ms since 1970-01-01T00:00:00Z',
  },
  column('path', 'text', 'Where in the event or row it is, as a JSON list.'),
  column('found', 'text', 'The text found. It is payload, and may be personal data.', true),
  column('expected', 'text', 'What was expected.'),
];

function column(name: string, kind: ColumnKind, meaning: string, nullable = false): TableColumn {
  return { name, kind, unit: '', nullable, meaning };
}

/** The tables, with their columns in the order of stored rows. */
export const TABLES: Readonly<Record<TableName, Table>> = {
  samples: {
    name: 'qss_samples',
    meaning: 'One row a sample: a stream of a participant, measured once or over a whole stay.',
    columns: [...SAMPLE_COLUMNS.map(tableColumn), ...KEYS, ...RANKS],
  },
  snapshots: {
    name: 'qss_snapshots',
    meaning: 'One row a snapshot: device, network and client of a participant, as one event says them.',
    columns: [...SNAPSHOT_COLUMNS.map(tableColumn), ...KEYS, ...RANKS],
  },
  issues: {
    name: 'qss_issues',
    meaning: 'One row for each value that could not be read, or was not as documented.',
    columns: [...ISSUE_COLUMNS, ...KEYS.map((key) => ({ ...key, nullable: true })), ...RANKS],
  },
};

export const TABLE_NAMES = ['samples', 'snapshots', 'issues'] as const satisfies readonly TableName[];

function tableColumn({ type, ...column }: Column): TableColumn {
  return { ...column, kind: type === 'number' ? numberKind(column) : type };
}

/** Times, pixels, ordinals and ports are whole; everything measured may have a fraction. */
function numberKind({ name, unit }: Pick<Column, 'name' | 'unit'>): 'whole' | 'real' {
  return unit.startsWith('ms since ') || unit === 'pixels' || /_(?:ordinal|port)$/.test(name)
    ? 'whole'
    : 'real';
}
