import { inDialect, type JsonSchema } from './json-schema.js';
import type { JsonSchemaOptions, Schema, SchemaResult } from './standard-schema.js';

/** The parts of a schema of values of type `T`. */
export interface Definition<T> {
  readonly validate: (value: unknown) => SchemaResult<T>;
  /** Each makes a new schema, which its user may change. */
  readonly input: () => JsonSchema;
  readonly output: () => JsonSchema;
}

/** A schema in the form that the standards ask for. */
export function defineSchema<T>({ validate, input, output }: Definition<T>): Schema<T> {
  const converter = (schemaOf: () => JsonSchema) => (options: JsonSchemaOptions) =>
    inDialect(schemaOf(), options?.target);
  return {
    '~standard': {
      version: 1,
      vendor: 'zoom-qss',
      validate,
      jsonSchema: { input: converter(input), output: converter(output) },
    },
  };
}
