import { type Cell, type Column, SAMPLE_COLUMNS, SNAPSHOT_COLUMNS } from './columns.js';
import type { SnakeCase } from './snake-case.js';
import type { ClientSnapshot } from './to-client-snapshots.js';
import type { QosSample } from './types.js';

/** The fields of a record that hold no object, by their column's name. */
type OwnCells<R> = {
  [K in keyof R & string as R[K] extends Cell | undefined ? SnakeCase<K> : never]-?:
    | Exclude<R[K], undefined>
    | (undefined extends R[K] ? null : never);
};

/** The fields of the objects that a record holds, by their column's name. */
type InnerCells<R> = {
  [P in InnerPath<R> as `${SnakeCase<P[0]>}_${SnakeCase<P[1]>}`]: P[2] | null;
};

type InnerPath<R> = {
  [K in keyof R & string]: NonNullable<R[K]> extends infer O
    ? O extends object
      ? { [I in keyof O & string]: [K, I, NonNullable<O[I]>] }[keyof O & string]
      : never
    : never;
}[keyof R & string];

type Row<R> = { [K in keyof (OwnCells<R> & InnerCells<R>)]: (OwnCells<R> & InnerCells<R>)[K] };

/** A sample as one flat record: `bitrate_kbps_avg`, `participant_user_id`, … Every column is there, blank ones `null`. */
export type SampleRow = Row<QosSample>;

/** A snapshot as one flat record: `device`, `conference_uuid`, … Every column is there, blank and unsent ones `null`. */
export type SnapshotRow = Row<ClientSnapshot>;

/** The row of a record. One signature for both kinds, so that `samples.map(toRow)` knows which it gives. */
export type RowOf<R> = R extends QosSample ? SampleRow : SnapshotRow;

/**
 * Flattens a sample or a snapshot for a database: snake_case names, `null` and never undefined. The columns are the same
 * for all samples, and for all snapshots.
 *
 * @example
 * await db.insert('qos_samples', toSamples(event).samples.map(toRow))
 */
export function toRow<R extends QosSample | ClientSnapshot>(record: R): RowOf<R> {
  // The columns are named as the row types name them; a test holds the two together.
  return ('type' in record ? rowOf(record, SAMPLE_COLUMNS) : rowOf(record, SNAPSHOT_COLUMNS)) as RowOf<R>;
}

function rowOf<R>(record: R, columns: readonly Column<R>[]): Record<string, Cell> {
  const row: Record<string, Cell> = {};
  for (const column of columns) row[column.name] = column.of(record);
  return row;
}
