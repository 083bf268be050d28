import type { JsonSchema } from '../../src/schemas/json-schema.js';
import {
  sampleRowSchema,
  sampleSchema,
  snapshotRowSchema,
  snapshotSchema,
} from '../../src/schemas/record-schemas.js';
import type { Schema } from '../../src/schemas/standard-schema.js';
import { columnsOf, type RecordColumn, type RecordType } from '../records/columns.js';
import type { DocumentSchema } from './definitions.js';

/** The JSON Schema document of samples, snapshots and the rows made of them. */
export function rowsDocument(): object {
  const $defs = {
    QosSample: describeRecord(
      'QosSample',
      sampleSchema,
      'One item of `qos[]` as numbers, as `toSamples` makes it. What was blank or not sent is null.',
    ),
    ClientSnapshot: describeRecord(
      'ClientSnapshot',
      snapshotSchema,
      'Device, network and client of one participant, as `toClientSnapshots` makes it. What was sent blank is null; what was not sent is absent.',
    ),
    SampleRow: describeRow('QosSample', sampleRowSchema, 'A sample as one flat record, as `toRow` makes it.'),
    SnapshotRow: describeRow(
      'ClientSnapshot',
      snapshotRowSchema,
      'A snapshot as one flat record, as `toRow` makes it.',
    ),
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'QosRecord',
    description: 'A sample, a snapshot, or the row of either, as zoom-qss makes it.',
    anyOf: Object.keys($defs).map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs,
  };
}

function describeRow(record: RecordType, schema: Schema<unknown>, description: string): DocumentSchema {
  const columns = new Map(columnsOf(record).map((column) => [column.name, column]));
  return withProperties(jsonSchemaOf(schema), description, (name, property) => ({
    ...wordsOf(columns.get(name)),
    ...property,
  }));
}

function describeRecord(record: RecordType, schema: Schema<unknown>, description: string): DocumentSchema {
  const columns = columnsOf(record).map((column) => ({ ...column, meaning: inCamelCase(column.meaning) }));
  const words = (field: string, key?: string) =>
    wordsOf(columns.find((column) => column.field === field && column.key === key));
  return withProperties(jsonSchemaOf(schema), description, (field, property) =>
    property.properties
      ? withProperties(property, undefined, (key, cell) => ({ ...words(field, key), ...cell }))
      : { ...words(field), ...property },
  );
}

function jsonSchemaOf(schema: Schema<unknown>): JsonSchema {
  const { $schema, ...own } = schema['~standard'].jsonSchema.output({ target: 'draft-2020-12' });
  return own;
}

function withProperties(
  schema: JsonSchema,
  description: string | undefined,
  describe: (name: string, property: JsonSchema) => DocumentSchema,
): DocumentSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, of]) => [name, describe(name, of)]);
  return { ...(description && { description }), ...schema, properties: Object.fromEntries(properties) };
}

function wordsOf(column: RecordColumn | undefined): DocumentSchema {
  if (column === undefined) throw new Error('A field of a record has no column.');
  return { description: column.meaning, ...(column.unit !== '' && { 'x-unit': column.unit }) };
}

const FIELDS = new Set([...columnsOf('QosSample'), ...columnsOf('ClientSnapshot')].map(({ field }) => field));

/** The meaning of a column, with the names of fields in place of those of columns. */
function inCamelCase(meaning: string): string {
  return meaning.replace(/(?<=`)[a-z]+(?:_[a-z]+)+(?=`)/g, (column) => {
    const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return FIELDS.has(field) ? field : column;
  });
}
