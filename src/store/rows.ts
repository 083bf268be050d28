import { ArgumentError } from '../errors.js';
import { part } from '../samples/identity.js';
import {
  type ClientSnapshot,
  conferenceKey,
  participantKey,
  type QosSample,
  type SampleIssue,
  toRow,
} from '../samples/index.js';
import { isUnstorable } from '../samples/text.js';
import type { PartialBatch } from './batch.js';
import { ROW_VERSION, TABLE_NAMES, TABLES, type TableColumn, type TableName } from './columns.js';
import { type Cell, type Cells, rankOf } from './rank.js';

/** The rows of a batch by table: each id once, in the order of ids, so that two writers lock rows in one order. */
export type Rows = Readonly<Record<TableName, readonly Cells[]>>;

/**
 * Flattens the records of a batch into rows.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a batch
 */
export function rowsOf(batch: PartialBatch): Rows {
  return {
    samples: ranked('samples', listOf(batch, 'samples').map(sampleCells)),
    snapshots: ranked('snapshots', listOf(batch, 'snapshots').map(snapshotCells)),
    issues: ranked('issues', listOf(batch, 'issues').map(issueCells)),
  };
}

/** How many rows there are in all tables. */
export function countRows(rows: Rows): number {
  return TABLE_NAMES.reduce((sum, name) => sum + rows[name].length, 0);
}

function listOf<N extends TableName>(batch: PartialBatch, name: N): NonNullable<PartialBatch[N]> {
  const list: unknown = batch?.[name] ?? [];
  if (typeof batch !== 'object' || batch === null || !Array.isArray(list))
    throw new ArgumentError('batch', 'a batch with lists of samples, snapshots and issues');
  // It is the list itself, or an empty one.
  return list as unknown as NonNullable<PartialBatch[N]>;
}

/** The columns that every table has at its end: two keys, version and rank. */
const COUNT_OF_ADDED = 4;

/** The columns whose cells come from the record. */
const RECORD_COLUMNS = /* @__PURE__ */ {
  samples: ownColumns('samples'),
  snapshots: ownColumns('snapshots'),
};

function ownColumns(table: TableName): string[] {
  return TABLES[table].columns.slice(0, -COUNT_OF_ADDED).map(({ name }) => name);
}

function sampleCells(sample: QosSample): Cell[] {
  return recordCells(sample, RECORD_COLUMNS.samples);
}

function snapshotCells(snapshot: ClientSnapshot): Cell[] {
  return recordCells(snapshot, RECORD_COLUMNS.snapshots);
}

function recordCells(record: QosSample | ClientSnapshot, columns: readonly string[]): Cell[] {
  // A row holds cells only, under the names of its columns.
  const row = toRow(record) as unknown as Readonly<Record<string, Cell | undefined>>;
  const cells = columns.map((name) => row[name] ?? null);
  cells.push(conferenceKey(record), participantKey(record));
  return cells;
}

function issueCells({ code, recordId, path, text, expected }: SampleIssue): Cell[] {
  const place = JSON.stringify(path);
  return [
    `${recordId}|${code}|${part(place)}`,
    code,
    recordId,
    ...issueKeys(recordId, place, text, expected),
  ];
}

/** The id of a record begins with source, account, instance, person, role and event time; keys are made of these parts. */
function issueKeys(recordId: string, place: string, text: string | null, expected: string): Cell[] {
  const [source = '', account, instance, who, role, eventAtMs] = recordId.split('|');
  const product = source.startsWith('rest.')
    ? source.slice('rest.'.length)
    : source.slice(0, source.indexOf('.'));
  const conference = instance === undefined ? null : `${product}|${account}|${instance}`;
  const participant = role === undefined ? null : `${conference}|${who}|${role}`;
  const time = eventAtMs ? Number(eventAtMs) : null;
  return [time, place, text, expected, conference, participant];
}

/** Checks rows, adds version and rank to them, and keeps the higher rank of each id. */
function ranked(table: TableName, rows: readonly Cell[][]): Cells[] {
  const { columns } = TABLES[table];
  const own = columns.length - COUNT_OF_ADDED;
  const byId = new Map<string, Cell[]>();
  for (let index = 0; index < rows.length; index += 1) {
    // The loops are bounded by the lengths of the lists, and a row has a cell for each column of the record.
    const cells = rows[index] as Cell[];
    for (let place = 0; place < own; place += 1) {
      const column = columns[place] as TableColumn;
      if (!fits(cells[place] as Cell, column)) throw unfit(`${table}[${index}]`, column);
    }
    const rank = rankOf(cells, own, ROW_VERSION);
    cells.push(ROW_VERSION, rank);
    // The check above found a text.
    const id = cells[0] as string;
    const before = byId.get(id);
    if (before === undefined || rank > Number(before.at(-1))) byId.set(id, cells);
  }
  return [...byId.keys()].sort().map((id) => byId.get(id) as Cell[]);
}

/** Whether a cell is what its column holds. Untyped callers may pass anything, and databases convert some of it silently. */
function fits(cell: Cell, { kind, nullable }: TableColumn): boolean {
  if (cell === null) return nullable;
  switch (kind) {
    case 'text':
      return typeof cell === 'string' && !isUnstorable(cell);
    case 'whole':
      return Number.isSafeInteger(cell);
    case 'real':
      return Number.isFinite(cell);
    case 'boolean':
      return typeof cell === 'boolean';
  }
}

const EXPECTED = {
  text: 'a text without NUL and lone surrogates',
  whole: 'a whole number',
  real: 'a finite number',
  boolean: 'a boolean',
};

function unfit(record: string, { name, kind, nullable }: TableColumn): ArgumentError {
  const expected = `a record whose ${name} is ${EXPECTED[kind]}${nullable ? ' or null' : ''}`;
  return new ArgumentError(`batch.${record}`, expected);
}
