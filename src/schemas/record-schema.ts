import {
  BOUNDS,
  type ClientField,
  type ColumnType,
  type ContextCell,
  type ContextField,
  type Detail,
} from '../samples/field.js';
import { CLIENT_FIELDS, DETAILS, METRICS, SAMPLE_CONTEXT, SNAPSHOT_CONTEXT } from '../samples/fields.js';
import { snakeCase } from '../samples/snake-case.js';
import { type JsonSchema, type JsonType, objectSchema } from './json-schema.js';

/** A field of a record: one value, or an object with a value for each key. */
type RecordField = Cell | { readonly cells: Readonly<Record<string, Cell>>; readonly nullable?: boolean };

interface Cell {
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly optional?: boolean;
  readonly words?: readonly string[] | undefined;
}

type RecordFields = Readonly<Record<string, RecordField>>;

/** The fields of a sample, from the tables of fields. */
export const sampleFields = (): RecordFields => ({
  ...mapValues(SAMPLE_CONTEXT, contextField),
  ...mapValues(METRICS, () => bounds('number')),
  ...mapValues(DETAILS, detailField),
});

/** The fields of a snapshot, from the tables of fields. */
export const snapshotFields = (): RecordFields => ({
  ...mapValues(SNAPSHOT_CONTEXT, contextField),
  ...mapValues(CLIENT_FIELDS, ({ type }: ClientField) => ({ type, nullable: true, optional: true })),
});

/** A record with these fields. */
export function recordSchema(fields: RecordFields): JsonSchema {
  const isRequired = (field: RecordField | undefined) => field && ('cells' in field || !field.optional);
  return objectSchema(
    mapValues(fields, fieldSchema),
    Object.keys(fields).filter((name) => isRequired(fields[name])),
  );
}

/** A row of a record with these fields: every column is there, and is one value. */
export function rowSchema(fields: RecordFields, more: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
  const columns: Record<string, JsonSchema> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!('cells' in field)) columns[snakeCase(name)] = cellSchema(field);
    else {
      for (const [key, { nullable, ...cell }] of Object.entries(field.cells))
        columns[snakeCase(`${name}_${key}`)] = cellSchema({
          ...cell,
          nullable: nullable || field.nullable === true,
        });
    }
  }
  const properties = { ...columns, ...more };
  return objectSchema(properties, Object.keys(properties));
}

function contextField(field: ContextField): RecordField {
  return 'cells' in field ? { cells: mapValues(field.cells, contextCell) } : contextCell(field);
}

function contextCell({ type, required, optional, words }: ContextCell): Cell {
  return { type, nullable: !required, optional: optional === true, words };
}

function detailField({ wire, cells }: Detail): RecordField {
  if (typeof cells === 'string') return { type: cells, nullable: true };
  // What Zoom sends in one field is known as a whole.
  const isWhole = typeof wire === 'string';
  return { nullable: true, cells: mapValues(cells, (type) => ({ type, nullable: !isWhole })) };
}

function bounds(type: ColumnType): RecordField {
  return {
    nullable: true,
    cells: Object.fromEntries(BOUNDS.map((bound) => [bound, { type, nullable: true }])),
  };
}

function fieldSchema(field: RecordField): JsonSchema {
  if (!('cells' in field)) return cellSchema(field);
  const schema = objectSchema(mapValues(field.cells, cellSchema), Object.keys(field.cells));
  return field.nullable ? { ...schema, type: ['object', 'null'] } : schema;
}

function cellSchema({ type, nullable, words }: Cell): JsonSchema {
  const json: JsonType = type === 'text' ? 'string' : type;
  return {
    type: nullable ? [json, 'null'] : json,
    ...(words && { enum: nullable ? [...words, null] : [...words] }),
  };
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
