import { CLIENT_FIELD_NAMES, METRIC_NAMES } from '../../samples/fields.js';
import type { ClientSnapshot, QosSample, SampleIssue, SampleIssueCode } from '../../samples/index.js';
import { isObject } from '../../shapes/conforms.js';

type Check = (value: unknown) => boolean;
/** A check for each required field of a record. */
type Checks<R> = { readonly [K in keyof R as undefined extends R[K] ? never : K]-?: Check };

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => Number.isFinite(value);
const time: Check = (value) =>
  value === null || (number(value) && !Number.isNaN(new Date(value as number).getTime()));
const index: Check = (value) => text(value) || number(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const object =
  (check: Check, ...keys: readonly string[]): Check =>
  (value) =>
    isObject(value) && keys.every((key) => check(value[key]));

const bounds = (check: Check) => orNull(object(orNull(check), 'min', 'avg', 'max'));
const products = ['meeting', 'webinar', 'session'];

const SHARED = {
  id: text,
  source: text,
  eventAtMs: time,
  accountId: orNull(text),
  conference: object(orNull(text), 'uuid', 'id', 'name'),
  participant: object(orNull(text), 'id', 'userId', 'name', 'email', 'role'),
};

// METRIC_NAMES has every metric.
const metrics = Object.fromEntries(METRIC_NAMES.map((name) => [name, bounds(number)])) as Record<
  (typeof METRIC_NAMES)[number],
  Check
>;

export const SAMPLE_CHECKS: Checks<QosSample> = {
  ...SHARED,
  ...metrics,
  product: oneOf(...products, 'phone'),
  window: oneOf('interval', 'summary'),
  measuredAtMs: time,
  type: text,
  media: orNull(text),
  direction: orNull(text),
  path: orNull(text),
  resolution: orNull(object(number, 'width', 'height')),
  cpuPressure: bounds(text),
  quality: orNull(text),
  qualityScore: orNull(number),
  mos: orNull(number),
  network: orNull(text),
  notification: orNull(text),
};

const clientFields = Object.fromEntries(
  ['device', 'networkType', ...CLIENT_FIELD_NAMES].map((name): [string, Check] => [
    name,
    (value) => value === undefined || value === null || index(value),
  ]),
);

export const SNAPSHOT_CHECKS: Checks<ClientSnapshot> = {
  ...SHARED,
  ...clientFields,
  product: oneOf(...products),
  window: oneOf('change', 'summary'),
};

const CODES = {
  value_unreadable: true,
  field_unknown: true,
  field_missing: true,
  field_unreadable: true,
  type_unknown: true,
  bounds_swapped: true,
  average_outside: true,
  time_unreadable: true,
  text_cleaned: true,
} as const satisfies Record<SampleIssueCode, true>;

export const ISSUE_CHECKS: Checks<SampleIssue> = {
  code: oneOf(...Object.keys(CODES)),
  recordId: text,
  path: (value) => Array.isArray(value) && value.every(index),
  text: orNull(text),
  expected: text,
};

/** The first field that fails its check. */
export function firstFault<R>(record: Record<string, unknown>, checks: Checks<R>): string | undefined {
  // The entries of the table.
  const entries = Object.entries(checks) as [string, Check][];
  return entries.find(([key, check]) => !check(record[key]))?.[0];
}
