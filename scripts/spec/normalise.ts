import { isDeepStrictEqual } from 'node:util';
import { pathMatcher, requestSchema, type Schema, schemaPlaces, type WebhookDocument } from './document.js';

/** Names of shared types, each with the places that use it: `<events> <path in the request schema>`. */
export type TypeNames = Record<string, string[]>;

/** What generation needs of one webhook document. */
export interface NormalisedDocument {
  /** Event name -> the name of its interface. */
  events: Record<string, string>;
  /** Named schemas: one per event, then the shared ones. */
  schemas: Record<string, Schema>;
}

export class NormaliseError extends Error {
  override name = 'NormaliseError';
}

/**
 * Gives every event a name and a `const` discriminant, and hoists what events share into named schemas, merged over the
 * places that use them: a field is there if any place has it, and required if every place requires it.
 *
 * A required number or boolean becomes optional, unless it is needed. Zoom's bodies do not always hold what its documents
 * require; a blank text, `''`, means absent, but no number or boolean does.
 *
 * @param needed the paths of the fields without which an event is refused
 */
export function normalise(
  document: WebhookDocument,
  typeNames: TypeNames,
  needed: readonly string[],
): NormalisedDocument {
  const unmatched = new Set(needed);
  const events: Record<string, string> = {};
  const schemas: Record<string, Schema> = {};
  const variants = new Map<string, Schema[]>(Object.keys(typeNames).map((name) => [name, []]));

  for (const [event, { post }] of Object.entries(document.webhooks)) {
    const schema = requestSchema(post);
    const names = namesByPath(event, schema, typeNames);
    const name = `${pascalCase(event)}Event`;
    events[event] = name;
    markNeeded(schema, needed, unmatched);
    schemas[name] = withDiscriminant(event, hoist(schema, '', names, variants));
  }
  if (unmatched.size > 0) throw new NormaliseError(`specs/needed.json: no event requires ${[...unmatched]}.`);
  for (const [name, found] of variants) {
    if (found.length === 0) throw new NormaliseError(`specs/types.json: no place uses ${name}.`);
    schemas[name] = found.reduce((merged, variant) => merge(name, merged, variant));
  }
  return { events, schemas };
}

/** The schemas by name, those of events under the event's name, not the type's. */
export function byEventName({ events, schemas }: NormalisedDocument): Record<string, Schema> {
  const names = new Map(Object.entries(events).map(([event, type]) => [type, event]));
  return Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => [names.get(type) ?? type, schema]),
  );
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|[._])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function namesByPath(event: string, schema: Schema, typeNames: TypeNames): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, places] of Object.entries(typeNames)) {
    for (const place of places) {
      const [events = '', path = ''] = place.split(' ');
      if (!new RegExp(`^${events.replaceAll('.', '\\.').replaceAll('*', '.+')}$`).test(event)) continue;
      const matches = pathMatcher(path);
      for (const found of schemaPlaces(schema)) {
        if (!matches(found.path)) continue;
        const taken = names.get(found.path);
        if (taken)
          throw new NormaliseError(`specs/types.json: ${event} ${found.path} is both ${taken} and ${name}.`);
        names.set(found.path, name);
      }
    }
  }
  return names;
}

/** Lists in each schema the required fields that are needed, and takes their paths from those `unmatched`. */
function markNeeded(schema: Schema, needed: readonly string[], unmatched: Set<string>): void {
  for (const place of schemaPlaces(schema)) {
    const path = (field: string) => (place.path === '' ? field : `${place.path}.${field}`);
    place.schema.needed = (place.schema.required ?? []).filter((field) => needed.includes(path(field)));
    for (const field of place.schema.needed) unmatched.delete(path(field));
  }
}

/** Whether a blank can replace a value of the schema: `''`, `[]` or an object. */
function hasBlank(schema: Schema | undefined): boolean {
  const types = [schema?.type].flat();
  return types.some((type) => type !== 'boolean' && type !== 'number' && type !== 'integer');
}

/** A copy without what types do not need, in which named schemas are references. */
function hoist(
  schema: Schema,
  path: string,
  names: Map<string, string>,
  variants: Map<string, Schema[]>,
): Schema {
  const copy: Schema = {};
  for (const keyword of ['type', 'const', 'enum', 'deprecated'] as const) {
    if (schema[keyword] !== undefined) Object.assign(copy, { [keyword]: schema[keyword] });
  }
  if (schema.properties) {
    copy.type = 'object';
    const properties = Object.entries(schema.properties).map(([name, property]) => [
      name,
      hoist(property, path === '' ? name : `${path}.${name}`, names, variants),
    ]);
    copy.properties = Object.fromEntries(properties);
    copy.needed = schema.needed ?? [];
    copy.required = (schema.required ?? []).filter(
      (field) => copy.needed?.includes(field) || hasBlank(schema.properties?.[field]),
    );
  }
  if (schema.items) copy.items = hoist(schema.items, `${path}[]`, names, variants);

  const name = names.get(path);
  if (!name) {
    if (schema.enum && path !== 'event')
      throw new NormaliseError(`specs/types.json: no name for the enum at ${path}.`);
    return copy;
  }
  variants.get(name)?.push(copy);
  return { $ref: `#/components/schemas/${name}` };
}

function withDiscriminant(event: string, schema: Schema): Schema {
  return { ...schema, properties: { ...schema.properties, event: { type: 'string', const: event } } };
}

function merge(name: string, left: Schema, right: Schema): Schema {
  if (left.enum && right.enum) return { ...left, enum: [...new Set([...left.enum, ...right.enum])] };
  if (!left.properties || !right.properties) {
    if (isDeepStrictEqual(left, right)) return left;
    throw new NormaliseError(
      `${name} differs between events: ${JSON.stringify(left)}, ${JSON.stringify(right)}.`,
    );
  }
  const properties = new Map(Object.entries(left.properties));
  for (const [field, schema] of Object.entries(right.properties)) {
    const known = properties.get(field);
    if (known && !isDeepStrictEqual(known, schema)) {
      throw new NormaliseError(
        `${name}.${field} differs between events: ${JSON.stringify(known)}, ${JSON.stringify(schema)}. Add a correction that makes them equal.`,
      );
    }
    properties.set(field, schema);
  }
  const both = (keyword: 'required' | 'needed') =>
    (left[keyword] ?? []).filter((field) => right[keyword]?.includes(field));
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: both('required'),
    needed: both('needed'),
  };
}
