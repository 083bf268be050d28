import type { Field, Shape } from '../shapes/shape.js';
import { type JsonSchema, objectSchema } from './json-schema.js';

/** How a schema holds a named type: the type's own schema, or a reference to it. */
export type Refer = (name: string, schemaOf: () => JsonSchema) => JsonSchema;

/** Puts the schema of each type where it is used: a schema without references can be embedded in any document. */
export const inline: Refer = (_name, schemaOf) => schemaOf();

/** Exactly what the guard of an event accepts, and `parseEvent` returns. */
export function eventOutput(name: string, shape: Shape, refer: Refer = inline): JsonSchema {
  const schema = shapeOutput(shape, refer);
  return { ...schema, properties: { ...schema.properties, event: { type: 'string', const: name } } };
}

function shapeOutput({ fields }: Shape, refer: Refer): JsonSchema {
  const all = [...fields.values()];
  return objectSchema(
    Object.fromEntries(all.map((field) => [field.name, fieldOutput(field, refer)])),
    all.filter(({ required }) => required === 1).map(({ name }) => name),
  );
}

function fieldOutput(field: Field, refer: Refer): JsonSchema {
  const { shape, item, kind } = field;
  if (item !== undefined) return { type: 'array', items: fieldOutput(item, refer) };
  if (shape !== undefined) return named(field, refer, () => shapeOutput(shape, refer));
  if (kind === 'string|number') return { anyOf: [{ type: 'string' }, { type: 'number' }] };
  // Objects and lists have returned.
  return { type: kind as 'string' | 'number' | 'boolean' };
}

/** The schema of an object field, which has a name unless it is declared where it is used. */
export function named({ declared }: Field, refer: Refer, schemaOf: () => JsonSchema): JsonSchema {
  return declared === 'object' ? schemaOf() : refer(declared, schemaOf);
}
