import { ArgumentError } from '../errors.js';
import { type SampleRow, type SnapshotRow, sampleRow, snapshotContextRow } from '../generated/rows.js';
import { isObject } from '../shapes/conforms.js';
import { CLIENT_FIELD_NAMES } from './fields.js';
import type { QosSample } from './sample.js';
import { snakeCase } from './snake-case.js';
import type { ClientSnapshot } from './snapshot.js';

/** The row of a record. One signature for both kinds, so that `samples.map(toRow)` knows which it gives. */
export type RowOf<R> = R extends QosSample ? SampleRow : SnapshotRow;

/**
 * Flattens a sample or a snapshot for a database: snake_case names, `null` and never undefined. All samples have the same
 * columns, and all snapshots have. `SAMPLE_COLUMNS` and `SNAPSHOT_COLUMNS` describe them.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a sample or a snapshot
 * @example
 * await db.insert('qos_samples', toSamples(event).samples.map(toRow))
 */
export function toRow<R extends QosSample | ClientSnapshot>(record: R): RowOf<R> {
  // The conditional type follows the check, which the compiler does not see.
  if (isSample(record)) return sampleRow(record) as RowOf<R>;
  if (isRecord(record)) return snapshotRow(record as ClientSnapshot) as RowOf<R>;
  throw new ArgumentError('record', 'a sample or a snapshot: call toSamples or toClientSnapshots first');
}

function isSample(record: QosSample | ClientSnapshot): record is QosSample {
  return isRecord(record) && 'bitrateKbps' in record;
}

function isRecord(record: QosSample | ClientSnapshot | null | undefined): boolean {
  return typeof record?.id === 'string' && isObject(record.conference) && isObject(record.participant);
}

const CLIENT_COLUMNS = /* @__PURE__ */ CLIENT_FIELD_NAMES.map((field) => [field, snakeCase(field)] as const);

function snapshotRow(snapshot: ClientSnapshot): SnapshotRow {
  const row: Record<string, unknown> = snapshotContextRow(snapshot);
  // Tells what was sent blank from what was not sent, which is null in a row too.
  const sent: string[] = [];
  for (const [field, column] of CLIENT_COLUMNS) {
    const value = snapshot[field];
    row[column] = value ?? null;
    if (value !== undefined) sent.push(column);
  }
  row.sent_fields = sent.join();
  // Every column has its cell: those of the context, those of the client, and the names of the sent ones.
  return row as SnapshotRow;
}
