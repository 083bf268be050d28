import type { Refer } from '../../src/schemas/event-output.js';
import type { JsonSchema } from '../../src/schemas/json-schema.js';
import type { Schema } from '../spec/document.js';

/** A schema in a document: with the words of the glossary. */
export interface DocumentSchema extends Omit<JsonSchema, 'properties' | 'items'> {
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly examples?: readonly (string | number)[];
  readonly 'x-unit'?: string;
  readonly properties?: Readonly<Record<string, DocumentSchema>>;
  readonly items?: DocumentSchema;
}

/** The named schemas of a document. */
export interface Definitions {
  readonly schemas: Record<string, DocumentSchema>;
  /** Defines a schema, unless there is one of that name, and returns the reference to it. */
  readonly define: (name: string, schemaOf: () => DocumentSchema) => DocumentSchema;
  /** Defines a schema unless there is an equal one, and returns the reference to it. */
  readonly share: (name: string, schema: DocumentSchema) => DocumentSchema;
  /** The schema of a type with the words that describe it. */
  readonly describe: (schema: JsonSchema, described: Schema) => DocumentSchema;
  /** Defines a type with the words that describe it, as an exact schema refers to it. */
  readonly refer: Refer;
}

/**
 * No definitions yet.
 *
 * @param prefix of references: `#/$defs/`
 * @param types the described types, by name
 * @param siblings whether the dialect allows keywords beside a reference
 */
export function definitionsIn(
  prefix: string,
  types: Readonly<Record<string, Schema>>,
  siblings: boolean,
): Definitions {
  const schemas: Record<string, DocumentSchema> = {};
  const shared = new Map<string, string>();
  const reference = (name: string): DocumentSchema => ({ $ref: prefix + name });

  const define: Definitions['define'] = (name, schemaOf) => {
    if (!(name in schemas)) {
      // It comes before the definitions that it needs.
      schemas[name] = {};
      schemas[name] = schemaOf();
    }
    return reference(name);
  };

  const share: Definitions['share'] = (name, schema) => {
    const key = JSON.stringify(schema);
    const known = shared.get(key) ?? name;
    shared.set(key, known);
    return define(known, () => schema);
  };

  const describe: Definitions['describe'] = (schema, described) => {
    const { properties = {}, items = {} } = described;
    const enumName = enumOf(described, types);
    if (schema.$ref !== undefined || enumName !== undefined) {
      const referred =
        enumName === undefined ? schema : define(enumName, () => openEnum(schema, types[enumName] ?? {}));
      return siblings ? { ...wordsOf(described), ...referred } : referred;
    }
    return {
      ...wordsOf(described),
      ...schema,
      ...(schema.properties && {
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([name, of]) => [name, describe(of, properties[name] ?? {})]),
        ),
      }),
      ...(schema.items && { items: describe(schema.items, items) }),
    };
  };

  const refer: Refer = (name, schemaOf) => define(name, () => describe(schemaOf(), types[name] ?? {}));
  return { schemas, define, share, describe, refer };
}

function wordsOf({ description, deprecated, 'x-unit': unit }: Schema): DocumentSchema {
  return {
    ...(description !== undefined && { description }),
    ...(deprecated && { deprecated }),
    ...(typeof unit === 'string' && { 'x-unit': unit }),
  };
}

/** The name of the enum that a described field refers to. */
function enumOf({ $ref }: Schema, types: Readonly<Record<string, Schema>>): string | undefined {
  const name = $ref?.slice($ref.lastIndexOf('/') + 1) ?? '';
  return types[name]?.enum === undefined ? undefined : name;
}

/** Zoom adds words to its enums, so the known ones are examples. */
function openEnum(schema: JsonSchema, described: Schema): DocumentSchema {
  return { ...wordsOf(described), ...schema, examples: described.enum ?? [] };
}
