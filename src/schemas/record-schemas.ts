import type { ClientSnapshot, QosSample, SampleRow, SnapshotRow } from '../samples/index.js';
import { issuesOf } from './check.js';
import { defineSchema } from './define-schema.js';
import type { JsonSchema } from './json-schema.js';
import { recordSchema, rowSchema, sampleFields, snapshotFields } from './record-schema.js';
import type { Schema } from './standard-schema.js';

/**
 * A schema of samples, as `toSamples` makes them. `validate` returns the value itself, if it is one.
 *
 * @example
 * new Worker('samples', ({ data }) => consume(sampleSchema['~standard'].validate(data)))
 */
export const sampleSchema: Schema<QosSample> = /* @__PURE__ */ define(() => recordSchema(sampleFields()));

/** A schema of snapshots, as `toClientSnapshots` makes them. `validate` returns the value itself, if it is one. */
export const snapshotSchema: Schema<ClientSnapshot> = /* @__PURE__ */ define(() =>
  recordSchema(snapshotFields()),
);

/** A schema of the rows that `toRow` makes of samples. `validate` returns the value itself, if it is one. */
export const sampleRowSchema: Schema<SampleRow> = /* @__PURE__ */ define(() => rowSchema(sampleFields()));

/** A schema of the rows that `toRow` makes of snapshots. `validate` returns the value itself, if it is one. */
export const snapshotRowSchema: Schema<SnapshotRow> = /* @__PURE__ */ define(() =>
  rowSchema(snapshotFields(), { sent_fields: { type: 'string' } }),
);

/** A schema of records that are JSON as they are: what goes in comes out. */
function define<T>(schemaOf: () => JsonSchema): Schema<T> {
  let checked: JsonSchema | undefined;
  return defineSchema({
    validate(value) {
      checked ??= schemaOf();
      const issues = issuesOf(value, checked);
      // Without issues it has every field of its type.
      return issues.length > 0 ? { issues } : { value: value as T };
    },
    input: schemaOf,
    output: schemaOf,
  });
}
