import type { DocumentSchema } from './definitions.js';

type Schemas = Readonly<Record<string, DocumentSchema>>;

/**
 * Defines each field that several types have, with its description, under its name on the wire, and refers to it where it is
 * used. Of a name with several meanings it shares the commonest.
 */
export function shareFields(schemas: Schemas, prefix: string): Record<string, DocumentSchema> {
  const shared = commonFields(schemas);
  const refer = (name: string, field: DocumentSchema): DocumentSchema =>
    shared.get(name)?.key === JSON.stringify(field) ? { $ref: prefix + name } : field;
  return {
    ...mapValues(schemas, (_, schema) => mapFields(schema, refer)),
    ...Object.fromEntries([...shared].map(([name, { field }]) => [name, field])),
  };
}

/** The commonest field of each name, if it is used more than once. */
function commonFields(schemas: Schemas): Map<string, { field: DocumentSchema; key: string }> {
  const counts = new Map<string, { name: string; field: DocumentSchema; key: string; count: number }>();
  const count = (name: string, field: DocumentSchema): DocumentSchema => {
    if (field.description === undefined || field.properties || field.items || field.$ref) return field;
    const key = JSON.stringify(field);
    const known = counts.get(`${name} ${key}`) ?? { name, field, key, count: 0 };
    counts.set(`${name} ${key}`, { ...known, count: known.count + 1 });
    return field;
  };
  for (const schema of Object.values(schemas)) mapFields(schema, count);
  // Of entries with one name the last stays, which is the commonest.
  const common = [...counts.values()].filter((entry) => entry.count > 1).sort((a, b) => a.count - b.count);
  return new Map(common.map(({ name, field, key }) => [name, { field, key }]));
}

/** A copy in which every field, however deep, is what `map` makes of it. */
function mapFields(
  schema: DocumentSchema,
  map: (name: string, field: DocumentSchema) => DocumentSchema,
): DocumentSchema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: mapValues(properties, (name, field) => mapFields(map(name, field), map)),
    }),
    ...(items && { items: mapFields(items, map) }),
  };
}

function mapValues<T>(
  values: Readonly<Record<string, T>>,
  map: (name: string, value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(name, value)]));
}
