import { CLIENT_FIELD_NAMES } from './client-fields.js';
import { METRIC_NAMES } from './detail-fields.js';
import { BOUNDS } from './metrics.js';
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

/** Columns of fields that hold a cell, and of fields that hold an object, given with its keys. */
function columnsOf<R>(...fields: (Field<R> | readonly [Field<R>, readonly string[]])[]): Column<R>[] {
  return fields.flatMap((each) => {
    // Whatever field is named here holds a cell, or an object with those keys, or nothing.
    if (typeof each === 'string') {
      return { name: snakeCase(each), of: (record) => (record[each] ?? null) as Cell };
    }
    const [field, keys] = each;
    return keys.map((key) => ({
      name: snakeCase(`${field}_${key}`),
      of: (record) => (record[field] as Readonly<Record<string, Cell>> | null | undefined)?.[key] ?? null,
    }));
  });
}

type Field<R> = keyof R & string;

const CONFERENCE_KEYS = ['uuid', 'id', 'name'] as const satisfies (keyof QosSample['conference'])[];
const PARTICIPANT_KEYS = [
  'id',
  'userId',
  'name',
  'email',
  'role',
] as const satisfies (keyof QosSample['participant'])[];

/** The columns of a table of samples. */
export const SAMPLE_COLUMNS = /* @__PURE__ */ columnsOf<QosSample>(
  'id',
  'source',
  'product',
  'window',
  'measuredAtMs',
  'eventAtMs',
  'accountId',
  ['conference', CONFERENCE_KEYS],
  ['participant', PARTICIPANT_KEYS],
  'type',
  'media',
  'direction',
  'path',
  ...METRIC_NAMES.map((name) => [name, BOUNDS] as const),
  ['resolution', ['width', 'height']],
  ['cpuPressure', BOUNDS],
  'quality',
  'qualityScore',
  'mos',
  'network',
  'notification',
);

/** The columns of a table of snapshots. */
export const SNAPSHOT_COLUMNS = /* @__PURE__ */ columnsOf<ClientSnapshot>(
  'id',
  'source',
  'product',
  'window',
  'eventAtMs',
  'accountId',
  ['conference', CONFERENCE_KEYS],
  ['participant', PARTICIPANT_KEYS],
  'device',
  'networkType',
  ...CLIENT_FIELD_NAMES,
);
