import { BOUNDS, type ContextField, type Detail } from '../../samples/field.js';
import { CLIENT_FIELDS, DETAILS, METRICS, SAMPLE_CONTEXT, SNAPSHOT_CONTEXT } from '../../samples/fields.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import { snakeCase } from '../../samples/snake-case.js';

/** A row of a database, by column. Drivers give whole numbers as text or as a bigint. */
export type DatabaseRow = Readonly<Record<string, unknown>>;

type ReadCell = (row: DatabaseRow) => unknown;

const BOUND_CELLS = Object.fromEntries(BOUNDS.map((bound) => [bound, 'number']));
const readSample = objectReader({
  ...contextReaders(SAMPLE_CONTEXT),
  ...mapEntries(METRICS, (name) => groupReader(name, BOUND_CELLS)),
  ...mapEntries<Detail>(DETAILS, (name, { cells }) =>
    typeof cells === 'string' ? cellReader(name, cells) : groupReader(name, cells),
  ),
});
const readSnapshotContext = objectReader(contextReaders(SNAPSHOT_CONTEXT));
const CLIENT_READERS = {
  device: cellReader('device', 'text'),
  networkType: cellReader('networkType', 'text'),
  ...mapEntries<{ readonly type: string }>(CLIENT_FIELDS, (name, { type }) => cellReader(name, type)),
};

/** Makes a sample of its row: the inverse of `toRow`. */
export function sampleOfRow(row: DatabaseRow): QosSample {
  // The tables have every field of a sample.
  return readSample(row) as unknown as QosSample;
}

/** Makes a snapshot of its row: the inverse of `toRow`. What was not sent is absent. */
export function snapshotOfRow(row: DatabaseRow): ClientSnapshot {
  const sent = new Set(String(row.sent_fields).split(/[ ,]+/));
  const snapshot = readSnapshotContext(row);
  for (const [name, read] of Object.entries(CLIENT_READERS)) {
    const value = read(row);
    if (value !== null || sent.has(snakeCase(name))) snapshot[name] = value;
  }
  // The tables have every field of a snapshot.
  return snapshot as unknown as ClientSnapshot;
}

/** Makes an issue of its row. */
export function issueOfRow({ code, record_id, path, found, expected }: DatabaseRow): SampleIssue {
  // Rows were made of issues.
  return {
    code: code as SampleIssue['code'],
    recordId: String(record_id ?? ''),
    path: JSON.parse(String(path)) as SampleIssue['path'],
    text: found as string | null,
    expected: String(expected),
  };
}

function contextReaders(fields: Readonly<Record<string, ContextField>>): Record<string, ReadCell> {
  return mapEntries(fields, (name, field) => {
    if (!('cells' in field)) return cellReader(name, field.type);
    return objectReader(mapEntries(field.cells, (cell, { type }) => cellReader(`${name}_${cell}`, type)));
  });
}

function cellReader(name: string, type: string): ReadCell {
  const column = snakeCase(name);
  if (type !== 'number') return (row) => row[column] ?? null;
  return (row) => (row[column] === null || row[column] === undefined ? null : Number(row[column]));
}

/** Reads an object that is null if all of its cells are. */
function groupReader(name: string, cells: Readonly<Record<string, string>>): ReadCell {
  const read = objectReader(mapEntries(cells, (cell, type) => cellReader(`${name}_${cell}`, type)));
  return (row) => {
    const group = read(row);
    return Object.values(group).every((cell) => cell === null) ? null : group;
  };
}

function objectReader(readers: Readonly<Record<string, ReadCell>>) {
  const entries = Object.entries(readers);
  return (row: DatabaseRow): Record<string, unknown> => {
    const object: Record<string, unknown> = {};
    for (const [name, read] of entries) object[name] = read(row);
    return object;
  };
}

function mapEntries<T, R = ReadCell>(
  values: Readonly<Record<string, T>>,
  map: (name: string, value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(name, value)]));
}
