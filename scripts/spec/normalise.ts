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
 * Gives every event a type name and a `const` discriminant, and moves what events share into named schemas. A shared schema
 * merges all of its places: it has a field if any place has it, and requires it if every place does.
 */
export function normalise(document: WebhookDocument, typeNames: TypeNames): NormalisedDocument {
  const events: Record<string, string> = {};
  const schemas: Record<string, Schema> = {};
  const variants = new Map<string, Schema[]>(Object.keys(typeNames).map((name) => [name, []]));

  for (const [event, { post }] of Object.entries(document.webhooks)) {
    const schema = requestSchema(post);
    const names = namesByPath(event, schema, typeNames);
    const name = `${pascalCase(event)}Event`;
    events[event] = name;
    schemas[name] = withDiscriminant(event, hoist(schema, '', names, variants));
  }
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

/** A copy with only the keywords that types need, in which named schemas are references. */
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
    copy.properties = {};
    for (const [name, property] of Object.entries(schema.properties)) {
      copy.properties[name] = hoist(property, path === '' ? name : `${path}.${name}`, names, variants);
    }
    copy.required = schema.required ?? [];
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
  const properties = { ...left.properties };
  for (const [field, schema] of Object.entries(right.properties)) {
    const known = properties[field];
    if (known && !isDeepStrictEqual(known, schema)) {
      throw new NormaliseError(
        `${name}.${field} differs between events: ${JSON.stringify(known)}, ${JSON.stringify(schema)}. Add a correction that makes them equal.`,
      );
    }
    properties[field] = schema;
  }
  const required = (left.required ?? []).filter((field) => right.required?.includes(field));
  return { type: 'object', properties, required };
}
