/**
 * Standard Schema v1 and Standard JSON Schema v1, as `@standard-schema/spec` 1.1.0 has them, without depending on it. A type
 * test compares the two.
 */

/** A schema that any library can use that takes a Standard Schema: web frameworks, RPC, forms, OpenAPI generators. */
export interface Schema<T> {
  /** What libraries that take a Standard Schema read. */
  readonly '~standard': SchemaProps<T>;
}

/** What a schema offers, under the key that the standard reserves. */
export interface SchemaProps<T> {
  readonly version: 1;
  readonly vendor: 'zoom-qss';
  /** Never set: libraries infer types from it. */
  readonly types?: { readonly input: T; readonly output: T } | undefined;
  /** Reads a value. It never throws, and never returns a promise. */
  readonly validate: (value: unknown) => SchemaResult<T>;
  /** The same as JSON Schema, in both directions. */
  readonly jsonSchema: {
    /**
     * The JSON Schema of what `validate` accepts.
     *
     * @throws {ArgumentError} `argument_invalid`, for a target of another name
     */
    readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
    /**
     * The JSON Schema of what `validate` returns.
     *
     * @throws {ArgumentError} `argument_invalid`, for a target of another name
     */
    readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
  };
}

/** What `validate` returns. */
export type SchemaResult<T> =
  | {
      /** The value that was read. */
      readonly value: T;
      readonly issues?: undefined;
    }
  | {
      /** Where the value is not as its schema says. Never empty. */
      readonly issues: readonly SchemaIssue[];
    };

/** One place where a value is not as its schema says. It never contains the value, which may be personal. */
export interface SchemaIssue {
  /** What was expected, and the kind that was found. */
  readonly message: string;
  /** Keys and indexes from the root. */
  readonly path: readonly (string | number)[];
}

/** Options of `jsonSchema.input` and `jsonSchema.output`. */
export interface JsonSchemaOptions {
  /** `'draft-2020-12'`, `'draft-07'` or `'openapi-3.0'`. */
  readonly target: JsonSchemaTarget;
}

/** The dialects of JSON Schema. The standard allows any text here; others than the three are refused. */
export type JsonSchemaTarget = 'draft-2020-12' | 'draft-07' | 'openapi-3.0' | (string & {});
