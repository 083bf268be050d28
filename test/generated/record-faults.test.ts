import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  toClientSnapshots,
  toSamples,
} from 'zoom-qss';
import { fixtures } from 'zoom-qss/testing';
import { sampleFault, snapshotFault } from '../../src/generated/record-faults.js';
import type { ContextCell, ContextField } from '../../src/samples/field.js';
import {
  CLIENT_FIELDS,
  DETAILS,
  METRICS,
  SAMPLE_CONTEXT,
  SNAPSHOT_CONTEXT,
} from '../../src/samples/fields.js';

type Fields = Readonly<Record<string, unknown>>;

const events = Object.values(fixtures);
const samples = events.flatMap((event) =>
  isQosEvent(event) || isQosSummaryEvent(event) ? toSamples(event).samples : [],
);
const snapshots = events.flatMap((event) =>
  isDataEvent(event) || isDataSummaryEvent(event) ? toClientSnapshots(event).snapshots : [],
);

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

/** The first wrong field, found by a plain walk of the tables. */
function plainFault(record: Fields, kind: 'sample' | 'snapshot'): string | undefined {
  const context: Readonly<Record<string, ContextField>> =
    kind === 'sample' ? SAMPLE_CONTEXT : SNAPSHOT_CONTEXT;
  const isRight = (name: string, value: unknown): boolean => {
    const field = context[name];
    if (field !== undefined) {
      if (!('cells' in field)) return isCell(field, value, ['product', 'span'].includes(name));
      return holds(value, (key) => field.cells[key], Object.keys(field.cells));
    }
    if (name in METRICS) return value === null || holds(value, () => NUMBER, ['min', 'avg', 'max']);
    if (name in CLIENT_FIELDS) {
      // A name of the table.
      const { type } = CLIENT_FIELDS[name as keyof typeof CLIENT_FIELDS];
      return isCell({ type, optional: true }, value);
    }
    // What is left are details.
    const { cells } = DETAILS[name as keyof typeof DETAILS];
    if (typeof cells === 'string') return isCell({ type: cells }, value);
    return (
      value === null || Object.entries(cells).every(([key, type]) => isCell({ type }, fieldsOf(value)?.[key]))
    );
  };
  const names = [
    ...Object.keys(context),
    ...Object.keys(kind === 'sample' ? { ...METRICS, ...DETAILS } : CLIENT_FIELDS),
  ];
  return names.find((name) => !isRight(name, record[name]));
}

const NUMBER: ContextCell = { type: 'number' };

function holds(
  value: unknown,
  cellOf: (key: string) => ContextCell | undefined,
  keys: readonly string[],
): boolean {
  const fields = fieldsOf(value);
  return fields !== undefined && keys.every((key) => isCell(cellOf(key) ?? NUMBER, fields[key]));
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...(value as Fields) }
    : undefined;
}

function isCell(cell: ContextCell, value: unknown, isClosed = false): boolean {
  if (value === null) return !cell.required;
  if (value === undefined) return cell.optional === true;
  if (isClosed) return (cell.words as readonly unknown[]).includes(value);
  if (cell.unit !== undefined) return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
  if (cell.type === 'number') return Number.isFinite(value);
  return typeof value === (cell.type === 'text' ? 'string' : 'boolean');
}

/** Records of which a few fields, or fields of their objects, have another value. */
function changed(records: readonly object[]): fc.Arbitrary<Fields> {
  const change = fc.record({
    field: fc.nat(99),
    key: fc.option(fc.nat(9), { nil: undefined }),
    value: fc.constantFrom(...OTHER_VALUES),
  });
  return fc
    .record({ record: fc.constantFrom(...records), changes: fc.array(change, { maxLength: 2 }) })
    .map(({ record, changes }) => {
      const copy: Record<string, unknown> = structuredClone({ ...record });
      for (const { field, key, value } of changes) {
        const names = Object.keys(copy);
        const name = names[field % names.length] ?? '';
        const inner = copy[name];
        if (key === undefined || typeof inner !== 'object' || inner === null) copy[name] = value;
        else copy[name] = { ...inner, [Object.keys(inner)[key % Object.keys(inner).length] ?? 'x']: value };
      }
      return copy;
    });
}

describe.each([
  ['sampleFault', 'sample', sampleFault, samples],
  ['snapshotFault', 'snapshot', snapshotFault, snapshots],
] as const)('%s', (_, kind, fault, records) => {
  it('finds no fault in what the library makes, nor in fields of other names', () => {
    expect(records.length).toBeGreaterThan(3);
    for (const record of records) expect(fault({ ...record, note: {} })).toBeUndefined();
  });

  it('names the first wrong field, as a plain walk of the tables does', () => {
    let faults = 0;
    fc.assert(
      fc.property(changed(records), (record) => {
        const expected = plainFault(record, kind);
        if (expected !== undefined) faults += 1;
        expect(fault(record)).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
    expect(faults).toBeGreaterThan(1_000);
  });
});
