import type { ClientField, ColumnType, ContextCell, ContextField, Detail } from '../../samples/field.js';
import { CLIENT_FIELDS, DETAILS, METRICS, SAMPLE_CONTEXT, SNAPSHOT_CONTEXT } from '../../samples/fields.js';
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
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]));

const CELLS: Readonly<Record<ColumnType, Check>> = {
  text,
  number,
  boolean: (value) => typeof value === 'boolean',
};

const products = ['meeting', 'webinar', 'session'];

/** The check of each field of a context, from the table of fields. */
function contextChecks(fields: Readonly<Record<string, ContextField>>): Record<string, Check> {
  return mapValues(fields, (field) =>
    'cells' in field ? object(mapValues(field.cells, cellCheck)) : cellCheck(field),
  );
}

function cellCheck({ type, unit, required }: ContextCell): Check {
  // Numbers with a unit are times here.
  const check = unit === undefined ? CELLS[type] : time;
  return required ? check : orNull(check);
}

function detailCheck({ cells }: Detail): Check {
  if (typeof cells === 'string') return orNull(CELLS[cells]);
  return orNull(object(mapValues(cells, (type) => orNull(CELLS[type]))));
}

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function mapValues<T>(values: Readonly<Record<string, T>>, map: (value: T) => Check): Record<string, Check> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

const bounds = orNull(object(mapValues({ min: number, avg: number, max: number }, orNull)));

// The tables have every field of a record.
export const SAMPLE_CHECKS = {
  ...contextChecks(SAMPLE_CONTEXT),
  ...mapValues(METRICS, () => bounds),
  ...mapValues<Detail>(DETAILS, detailCheck),
  product: oneOf(...products, 'phone'),
  span: oneOf('interval', 'summary'),
} as unknown as Checks<QosSample>;

export const SNAPSHOT_CHECKS = {
  ...contextChecks(SNAPSHOT_CONTEXT),
  ...mapValues<ClientField>(CLIENT_FIELDS, ({ type }) => optional(orNull(CELLS[type]))),
  device: optional(orNull(text)),
  networkType: optional(orNull(text)),
  product: oneOf(...products),
  span: oneOf('change', 'summary'),
} as unknown as Checks<ClientSnapshot>;

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
