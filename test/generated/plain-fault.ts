import fc from 'fast-check';
import {
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  toClientSnapshots,
  toSamples,
} from 'zoom-qss';
import { fixtures } from 'zoom-qss/testing';
import type { ContextCell, ContextField } from '../../src/samples/field.js';
import {
  CLIENT_FIELDS,
  DETAILS,
  METRICS,
  SAMPLE_CONTEXT,
  SNAPSHOT_CONTEXT,
} from '../../src/samples/fields.js';

type Fields = Readonly<Record<string, unknown>>;
type Cells = Readonly<Record<string, ContextCell>>;
type Check = (value: unknown) => boolean;

const events = Object.values(fixtures);

export const samples = events.flatMap((event) =>
  isQosEvent(event) || isQosSummaryEvent(event) ? toSamples(event).samples : [],
);
export const snapshots = events.flatMap((event) =>
  isDataEvent(event) || isDataSummaryEvent(event) ? toClientSnapshots(event).snapshots : [],
);

const NUMBER = { type: 'number' } as const;

/** A check for each field, from the tables. */
const SAMPLE_CHECKS: Readonly<Record<string, Check>> = {
  ...contextChecks(SAMPLE_CONTEXT),
  ...mapped(METRICS, () => orNull(holds({ min: NUMBER, avg: NUMBER, max: NUMBER }))),
  ...mapped(DETAILS, ({ cells }) =>
    orNull(
      typeof cells === 'string'
        ? isCell({ type: cells })
        : holds(Object.fromEntries(Object.entries(cells).map(([key, type]) => [key, { type }]))),
    ),
  ),
};
const SNAPSHOT_CHECKS: Readonly<Record<string, Check>> = {
  ...contextChecks(SNAPSHOT_CONTEXT),
  ...mapped(CLIENT_FIELDS, ({ type }) => isCell({ type, optional: true })),
};

/** The first wrong field of a record, found by a walk of the tables. */
export function plainFault(record: Fields, kind: 'sample' | 'snapshot'): string | undefined {
  const checks = kind === 'sample' ? SAMPLE_CHECKS : SNAPSHOT_CHECKS;
  return Object.keys(checks).find((name) => !checks[name]?.(record[name]));
}

function contextChecks(fields: Readonly<Record<string, ContextField>>): Record<string, Check> {
  return mapped(fields, (field, name) => {
    if ('cells' in field) return holds(field.cells);
    const { words = [] } = field;
    return name === 'product' || name === 'span'
      ? (value) => words.some((word) => word === value)
      : isCell(field);
  });
}

function holds(cells: Cells): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const fields: Fields = { ...value };
    return Object.entries(cells).every(([key, cell]) => isCell(cell)(fields[key]));
  };
}

function isCell({ type, unit, required, optional }: ContextCell): Check {
  return (value) => {
    if (value === null) return !required;
    if (value === undefined) return optional === true;
    if (unit !== undefined) return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
    if (type === 'number') return Number.isFinite(value);
    return typeof value === (type === 'text' ? 'string' : 'boolean');
  };
}

function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

function mapped<T>(
  values: Readonly<Record<string, T>>,
  map: (value: T, name: string) => Check,
): Record<string, Check> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}

const OTHER_VALUES = [
  null,
  undefined,
  '',
  'words',
  'meeting',
  'phone',
  'change',
  'interval',
  0,
  -1.5,
  Number.NaN,
  Infinity,
  8.64e15,
  8.64e15 + 2,
  true,
  [],
  {},
  { min: 1, avg: null, max: 2.5 },
  { min: 'fair', avg: null, max: null },
  { width: 1, height: null },
];

/** Records of which up to two fields, or fields of their objects, have another value. */
export function changed(records: readonly object[]): fc.Arbitrary<Fields> {
  const change = fc.record({
    field: fc.nat(99),
    key: fc.option(fc.nat(9), { nil: undefined }),
    value: fc.constantFrom(...OTHER_VALUES),
  });
  return fc
    .record({ record: fc.constantFrom(...records), changes: fc.array(change, { maxLength: 2 }) })
    .map(({ record, changes }) => {
      const copy: Record<string, unknown> = { ...record };
      for (const { field, key, value } of changes) {
        const name = nth(Object.keys(copy), field);
        const inner = copy[name];
        if (key === undefined || typeof inner !== 'object' || inner === null) copy[name] = value;
        else copy[name] = { ...inner, [nth(Object.keys(inner), key)]: value };
      }
      return copy;
    });
}

function nth(names: readonly string[], index: number): string {
  return names[index % names.length] ?? 'other';
}
