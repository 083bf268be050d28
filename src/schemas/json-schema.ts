import { ArgumentError } from '../errors.js';

export type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/** A JSON Schema. These keywords mean the same in draft 2020-12 and in draft 7. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: string;
  readonly enum?: readonly (string | null)[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly contains?: JsonSchema;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
}

/** An object with the properties given, and any others. */
export function objectSchema(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  // OpenAPI 3.0 forbids an empty list.
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

const DRAFTS = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
} as const;

/**
 * A schema in the dialect asked for.
 *
 * @throws {ArgumentError} `argument_invalid`, for a dialect of another name
 */
export function inDialect(schema: JsonSchema, target: unknown): Record<string, unknown> {
  if (target === 'openapi-3.0') return { ...openApi(schema) };
  if (target === 'draft-2020-12' || target === 'draft-07') return { $schema: DRAFTS[target], ...schema };
  throw new ArgumentError('target', "'draft-2020-12', 'draft-07' or 'openapi-3.0'");
}

/** OpenAPI 3.0 has neither `const`, `contains` nor several types, and wants `items` for every array. */
function openApi({ type, const: word, contains, ...schema }: JsonSchema): object {
  const { properties, items, anyOf, not } = schema;
  const types = [type].flat();
  return {
    ...(type !== undefined && { type: types[0] }),
    ...(types.includes('null') && { nullable: true }),
    ...(word !== undefined && { enum: [word] }),
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, openApi(of)])),
    }),
    ...(types.includes('array') && { items: items ? openApi(items) : {} }),
    ...(anyOf && { anyOf: anyOf.map(openApi) }),
    ...(not && { not: openApi(not) }),
    // An array contains such an item unless all its items are others.
    ...(contains && { not: { type: 'array', items: { not: openApi(contains) } } }),
  };
}
