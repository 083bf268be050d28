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

function own<R>(...fields: (keyof R & string)[]): Column<R>[] {
  return fields.map((field) => ({
    name: snakeCase(field),
    // Whatever field is named here holds a cell, or nothing.
    of: (record) => (record[field] ?? null) as Cell,
  }));
}

function inner<R>(field: keyof R & string, keys: readonly string[]): Column<R>[] {
  return keys.map((key) => ({
    name: snakeCase(`${field}_${key}`),
    // Whatever field is named here holds an object with those keys, or nothing.
    of: (record) => (record[field] as Readonly<Record<string, Cell>> | null | undefined)?.[key] ?? null,
  }));
}

const CONFERENCE_KEYS = ['uuid', 'id', 'name'] as const satisfies (keyof QosSample['conference'])[];
const PARTICIPANT_KEYS = [
  'id',
  'userId',
  'name',
  'email',
  'role',
] as const satisfies (keyof QosSample['participant'])[];

/** The columns of a table of samples. */
export const SAMPLE_COLUMNS: readonly Column<QosSample>[] = /* @__PURE__ */ (() => [
  ...own<QosSample>('id', 'source', 'product', 'window', 'measuredAtMs', 'eventAtMs', 'accountId'),
  ...inner<QosSample>('conference', CONFERENCE_KEYS),
  ...inner<QosSample>('participant', PARTICIPANT_KEYS),
  ...own<QosSample>('type', 'media', 'direction', 'path'),
  ...METRIC_NAMES.flatMap((name) => inner<QosSample>(name, BOUNDS)),
  ...inner<QosSample>('resolution', ['width', 'height']),
  ...inner<QosSample>('cpuPressure', BOUNDS),
  ...own<QosSample>('quality', 'qualityScore', 'mos', 'network', 'notification'),
])();

/** The columns of a table of snapshots. */
export const SNAPSHOT_COLUMNS: readonly Column<ClientSnapshot>[] = /* @__PURE__ */ (() => [
  ...own<ClientSnapshot>('id', 'source', 'product', 'window', 'eventAtMs', 'accountId'),
  ...inner<ClientSnapshot>('conference', CONFERENCE_KEYS),
  ...inner<ClientSnapshot>('participant', PARTICIPANT_KEYS),
  ...own<ClientSnapshot>('device', 'networkType'),
  ...own<ClientSnapshot>(...CLIENT_FIELD_NAMES),
])();
