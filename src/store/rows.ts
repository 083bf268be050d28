import { ArgumentError } from '../errors.js';
import { sampleCells } from '../generated/rows.js';
import { type ParticipantIdentity, part, personPart } from '../samples/identity.js';
import {
  type ClientSnapshot,
  conferenceKey,
  type QosSample,
  type SampleIssue,
  toRow,
} from '../samples/index.js';
import { isUnstorable } from '../samples/text.js';
import { listOf, type PartialBatch } from './batch.js';
import { ROW_VERSION, TABLE_NAMES, TABLES, type TableColumn, type TableName } from './columns.js';
import { type Cell, type Cells, rankOf } from './rank.js';

/** The records of a batch by table. */
export type Records = Readonly<Record<TableName, TableRecords>>;

/** The records of one table, which become rows when they are asked for. */
export interface TableRecords {
  /** Each id once, in their order, so that two writers lock rows in one order. */
  readonly ids: readonly string[];
  /**
   * Flattens the record of an id into a row; of several records, the one with the highest rank.
   *
   * @throws {ArgumentError} `argument_invalid`, for a record that does not fit its table
   */
  rowOf(id: string): Cells;
}

/**
 * Sorts the records of a batch by their ids.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a batch
 */
export function recordsOf(batch: PartialBatch): Records {
  return {
    samples: tableRecords('samples', listOf(batch, 'samples'), ({ id }) => id, cellsOfSample),
    snapshots: tableRecords('snapshots', listOf(batch, 'snapshots'), ({ id }) => id, cellsOfSnapshot),
    issues: tableRecords('issues', listOf(batch, 'issues'), issueId, cellsOfIssue),
  };
}

/** How many rows there are in all tables. */
export function countRecords(records: Records): number {
  return TABLE_NAMES.reduce((sum, name) => sum + records[name].ids.length, 0);
}

/**
 * The rows of records, made one after another: a row that is done with costs the garbage collector nothing while it is young.
 *
 * @throws {ArgumentError} `argument_invalid`, for a record that does not fit its table
 */
export function* rowsIn({ ids, rowOf }: TableRecords): Generator<Cells> {
  for (const id of ids) yield rowOf(id);
}

/** The columns that every table has at its end: two keys, version and rank. */
const COUNT_OF_ADDED = 4;

function cellsOfSample(sample: QosSample): Cell[] {
  const keys = keysOf(sample);
  const cells: Cell[] = sampleCells(sample);
  cells.push(...keys);
  return cells;
}

function cellsOfSnapshot(snapshot: ClientSnapshot): Cell[] {
  // A row has its members in the order of the table's columns.
  return [...Object.values(toRow(snapshot)), ...keysOf(snapshot)];
}

/** @throws {ArgumentError} `argument_invalid`, for anything but a record */
function keysOf(record: ParticipantIdentity): [conference: string, participant: string] {
  const conference = conferenceKey(record);
  return [conference, `${conference}|${personPart(record.participant)}`];
}

function issueId({ code, recordId, path }: SampleIssue): string {
  return `${recordId}|${code}|${part(JSON.stringify(path))}`;
}

function cellsOfIssue(issue: SampleIssue): Cell[] {
  const { code, recordId, path, text, expected } = issue;
  return [issueId(issue), code, recordId, ...issueKeys(recordId, JSON.stringify(path), text, expected)];
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

function tableRecords<R>(
  table: TableName,
  records: readonly R[],
  idOf: (record: R) => string,
  cellsOf: (record: R) => Cell[],
): TableRecords {
  const places = new Map<string, number | number[]>();
  for (let place = 0; place < records.length; place += 1) {
    // The loop is bounded by the length of the list. Untyped callers may pass anything.
    const record = records[place] as R | null | undefined;
    const id: unknown = record === null || record === undefined ? record : idOf(record);
    if (typeof id !== 'string') throw new ArgumentError(`batch.${table}[${place}]`, 'a record with an id');
    const before = places.get(id);
    places.set(id, before === undefined ? place : [before, place].flat());
  }
  const rowAt = (place: number) => ranked(table, place, cellsOf(records[place] as R));
  return {
    ids: [...places.keys()].sort(),
    rowOf(id) {
      const place = places.get(id);
      if (typeof place === 'number') return rowAt(place);
      return (place ?? []).map(rowAt).reduce((one, other) => (rankIn(other) > rankIn(one) ? other : one));
    },
  };
}

/** Checks the cells of a record, and adds version and rank. */
function ranked(table: TableName, place: number, cells: Cell[]): Cells {
  const { columns } = TABLES[table];
  const own = columns.length - COUNT_OF_ADDED;
  for (let index = 0; index < own; index += 1) {
    // A row has a cell for each column of the record.
    const column = columns[index] as TableColumn;
    if (!fits(cells[index] as Cell, column)) throw unfit(`${table}[${place}]`, column);
  }
  cells.push(ROW_VERSION, rankOf(cells, own, ROW_VERSION));
  return cells;
}

/** The rank of a row, which is its last cell. */
function rankIn(cells: Cells): number {
  return Number(cells.at(-1));
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
      return typeof cell === 'number' && Math.abs(cell) <= Number.MAX_SAFE_INTEGER;
    case 'boolean':
      return typeof cell === 'boolean';
  }
}

const EXPECTED = {
  text: 'a text without NUL and lone surrogates',
  whole: 'a whole number',
  real: 'a number up to 2^53',
  boolean: 'a boolean',
};

function unfit(record: string, { name, kind, nullable }: TableColumn): ArgumentError {
  const expected = `a record whose ${name} is ${EXPECTED[kind]}${nullable ? ' or null' : ''}`;
  return new ArgumentError(`batch.${record}`, expected);
}
