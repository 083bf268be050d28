import { CLIENT_FIELD_NAMES } from './client-fields.js';
import { FIELDS } from './empty-sample.js';
import { BOUNDS, METRICS } from './metrics.js';
import { snakeCase } from './snake-case.js';
import type { ClientSnapshot } from './to-client-snapshots.js';
import type { QosSample } from './types.js';

export type Cell = string | number | null;

/** One column of a table of samples or snapshots. */
export interface Column<R> {
  /** In snake_case, with the unit last but for `min`, `avg` and `max`: `bitrate_kbps_avg`. */
  readonly name: string;
  readonly of: (record: R) => Cell;
}

/** Columns of fields that hold a cell, and of those that hold an object, one for each of its keys. */
function columnsOf<R>(fields: readonly (keyof R & string)[]): Column<R>[] {
  return fields.flatMap((field) => {
    const keys = field in METRICS ? BOUNDS : KEYS[field];
    // Whatever field is named here holds a cell, or an object with those keys, or nothing.
    if (!keys) return { name: snakeCase(field), of: (record) => (record[field] ?? null) as Cell };
    return keys.map((key) => ({
      name: snakeCase(`${field}_${key}`),
      of: (record) => (record[field] as Readonly<Record<string, Cell>> | null | undefined)?.[key] ?? null,
    }));
  });
}

/** The keys of every object that a sample or a snapshot holds, but for those of metrics. */
const KEYS: Readonly<Record<string, readonly string[] | undefined>> = {
  conference: ['uuid', 'id', 'name'] satisfies (keyof QosSample['conference'])[],
  participant: ['id', 'userId', 'name', 'email', 'role'] satisfies (keyof QosSample['participant'])[],
  resolution: ['width', 'height'] satisfies (keyof NonNullable<QosSample['resolution']>)[],
  cpuPressure: BOUNDS,
};

/** The columns of a table of samples. */
export const SAMPLE_COLUMNS = /* @__PURE__ */ columnsOf<QosSample>(FIELDS);

/** The columns of a table of snapshots. */
export const SNAPSHOT_COLUMNS = /* @__PURE__ */ columnsOf<ClientSnapshot>([
  'id',
  'source',
  'product',
  'window',
  'eventAtMs',
  'accountId',
  'conference',
  'participant',
  'device',
  'networkType',
  ...CLIENT_FIELD_NAMES,
]);
