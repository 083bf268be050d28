import { describe, expect, it } from 'vitest';
import {
  type ClientSnapshot,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  parseEvent,
  type QosSample,
  toClientSnapshots,
  toRow,
  toSamples,
} from 'zoom-qss';
import {
  type Schema,
  sampleRowSchema,
  sampleSchema,
  snapshotRowSchema,
  snapshotSchema,
} from 'zoom-qss/schemas';
import { changed, QSS_EXAMPLES, type Raw } from '../events/documented.js';
import { randomFrom } from '../events/mutations.js';
import { compileSchemas } from './compile.js';

const samples: QosSample[] = [];
const snapshots: ClientSnapshot[] = [];
for (const body of QSS_EXAMPLES.values()) {
  const event = parseEvent(body);
  if (isQosEvent(event) || isQosSummaryEvent(event)) samples.push(...toSamples(event).samples);
  if (isDataEvent(event) || isDataSummaryEvent(event)) snapshots.push(...toClientSnapshots(event).snapshots);
}

const RECORDS: [string, Schema<unknown>, readonly object[]][] = [
  ['sampleSchema', sampleSchema, samples],
  ['snapshotSchema', snapshotSchema, snapshots],
  ['sampleRowSchema', sampleRowSchema, samples.map(toRow)],
  ['snapshotRowSchema', snapshotRowSchema, snapshots.map(toRow)],
];
const [sample] = samples as [QosSample];
const issues = (schema: Schema<unknown>, value: unknown) => schema['~standard'].validate(value).issues;

describe.each(RECORDS)('%s', (_name, schema, records) => {
  it('returns the records of the documented events as they are', () => {
    expect(records.length).toBeGreaterThan(5);
    for (const record of records) {
      const read = schema['~standard'].validate(record);
      expect(read).toEqual({ value: record });
      expect(read.issues === undefined && read.value).toBe(record);
    }
  });

  it('says the same as ajv with its JSON Schema, of 5,000 changed records', () => {
    const { input, output } = compileSchemas(schema);
    const random = randomFrom(27);
    let valid = 0;
    for (let index = 0; index < 5_000; index += 1) {
      const record = change(structuredClone(records[index % records.length] as Raw), random);
      const isValid = issues(schema, record) === undefined;
      if (isValid) valid += 1;
      if (input(record) !== isValid || output(record) !== isValid)
        expect.fail(`ajv says ${!isValid} of ${JSON.stringify(record)}`);
    }
    expect(Math.min(valid, 5_000 - valid)).toBeGreaterThan(400);
  });

  it('declares every field of the records', () => {
    const { properties } = schema['~standard'].jsonSchema.output({ target: 'draft-07' });
    for (const record of records)
      expect(Object.keys(properties as object)).toEqual(expect.arrayContaining(Object.keys(record)));
  });
});

describe('the schema of samples', () => {
  it('names each place with its path, and never shows the value', () => {
    const wrong = {
      ...changed(sample, ['conference', 'uuid'], 5),
      bitrateKbps: { min: null, avg: 'jane@example.com', max: null },
      span: 'jane@example.com',
    };
    expect(issues(sampleSchema, wrong)).toEqual([
      { message: 'Expected interval or summary, received another string.', path: ['span'] },
      { message: 'Expected a string or null, received a number.', path: ['conference', 'uuid'] },
      { message: 'Expected a number or null, received a string.', path: ['bitrateKbps', 'avg'] },
    ]);
  });

  it('refuses NaN, undefined, missing fields and other values', () => {
    expect(issues(sampleSchema, { ...sample, mos: Number.NaN })).toEqual([
      { message: 'Expected a number or null, received NaN.', path: ['mos'] },
    ]);
    expect(issues(sampleSchema, { ...sample, mos: undefined })).toEqual([
      { message: 'Expected a number or null, received nothing.', path: ['mos'] },
    ]);
    expect(issues(sampleSchema, changed(sample, ['mos'], undefined))).toHaveLength(1);
    for (const value of [null, undefined, [], 'text', () => {}])
      expect(issues(sampleSchema, value)).toHaveLength(1);
  });

  it('refuses inherited fields, which are not in the JSON of a value', () => {
    expect(issues(sampleSchema, Object.create(sample ?? {}))?.length).toBeGreaterThan(10);
  });

  it('throws nothing for a value that throws', () => {
    const hostile = new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('jane@example.com');
        },
      },
    );
    expect(issues(sampleSchema, hostile)).toEqual([
      { message: 'Expected values that can be read.', path: [] },
    ]);
  });
});

const VALUES = [
  null,
  null,
  null,
  true,
  'text',
  '',
  0,
  5.5,
  {},
  [],
  'meeting',
  'summary',
  { min: 1, avg: null, max: 2 },
];

/** Changes one field or two, at the top or one level down. */
function change(record: Raw, random: () => number): Raw {
  const times = random() < 0.8 ? 1 : 2;
  for (let time = 0; time < times; time += 1) {
    const keys = Object.keys(record);
    const key = keys[Math.floor(random() * keys.length)] ?? '';
    const inner: unknown = record[key];
    const holder = typeof inner === 'object' && inner !== null && random() < 0.7 ? (inner as Raw) : record;
    const names = Object.keys(holder);
    const name = holder === record ? key : (names[Math.floor(random() * names.length)] ?? 'news');
    if (random() < 0.2) delete holder[name];
    else holder[name] = structuredClone(VALUES[Math.floor(random() * VALUES.length)]);
  }
  return record;
}
