import type { Field, Shape } from '../shapes/shape.js';
import { inline, named, type Refer } from './event-output.js';
import { type JsonSchema, objectSchema } from './json-schema.js';

/**
 * A number or an RFC 3339 time as text. No pattern can say which numbers and days exist, so it accepts a few texts that the
 * parser refuses, and none that it reads.
 */
const NUMBER_TEXT =
  '^\\s*(?:-?[0-9]+(?:\\.[0-9]+)?(?:e[+-][0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2}))\\s*$';

/**
 * What `parseEvent` reads as an event of one of the names. It requires only the needed fields, since the parser repairs all
 * others, and accepts little that the parser refuses: a list in place of one object, for example, passes if any object in it
 * would do, while the parser takes the first. Events that need the same share one schema.
 */
export function eventInputs(
  names: readonly string[],
  shapeOf: (name: string) => Shape,
  refer: Refer = inline,
): JsonSchema[] {
  const groups = new Map<string, { schema: JsonSchema; names: string[] }>();
  for (const name of names) {
    const schema = shapeInput(shapeOf(name), refer);
    const key = JSON.stringify(schema);
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { schema, names: [name] });
  }
  return [...groups.values()].map(({ schema, names }) => ({
    ...schema,
    properties: { ...schema.properties, event: { type: 'string', enum: names } },
  }));
}

function shapeInput({ fields }: Shape, refer: Refer): JsonSchema {
  const needed = [...fields.values()].filter((field) => field.needed);
  return objectSchema(
    Object.fromEntries(needed.map((field) => [field.name, fieldInput(field, refer)])),
    needed.map(({ name }) => name),
  );
}

function fieldInput(field: Field, refer: Refer): JsonSchema {
  if (field.item !== undefined) return listInput(field.item, refer);
  if (field.shape !== undefined) return objectInput(field, field.shape, refer);
  if (field.kind === 'number')
    return { anyOf: [{ type: 'number' }, { type: 'string', pattern: NUMBER_TEXT }] };
  return { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] };
}

/** An object, or a list that holds it: the parser takes the first. */
function objectInput(field: Field, shape: Shape, refer: Refer): JsonSchema {
  const object = (): JsonSchema =>
    needsAny(shape) ? named(field, refer, () => shapeInput(shape, refer)) : { type: 'object' };
  return { anyOf: [object(), { type: 'array', contains: object() }] };
}

/** A list that is empty or has an item that can be read, or an item alone. */
function listInput(item: Field, refer: Refer): JsonSchema {
  const lone = item.shape === undefined ? [] : [loneItem(item, item.shape, refer)];
  return {
    anyOf: [{ type: 'array', maxItems: 0 }, { type: 'array', contains: fieldInput(item, refer) }, ...lone],
  };
}

/** An item without its list, which the parser recognizes by its fields. */
function loneItem(item: Field, shape: Shape, refer: Refer): JsonSchema {
  return named(item, refer, () => (needsAny(shape) ? shapeInput(shape, refer) : hasAnyField(shape)));
}

function hasAnyField({ fields }: Shape): JsonSchema {
  const has = (name: string): JsonSchema => ({ properties: { [name]: {} }, required: [name] });
  return { type: 'object', anyOf: [...fields.keys()].map(has) };
}

function needsAny({ fields }: Shape): boolean {
  return [...fields.values()].some(({ needed }) => needed);
}
