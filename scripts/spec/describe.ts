import type { Schema } from './document.js';
import type { NormalisedDocument } from './normalise.js';

/** The entry of one field in specs/glossary.json. */
export interface FieldEntry {
  meaning: string;
  unit?: string;
  /** How the value looks in a payload, where that is not obvious. */
  form?: string;
  /** What differs for one shared type or event, by its name. */
  in?: Record<string, Partial<Omit<FieldEntry, 'in'>>>;
}

export interface Glossary {
  fields: Record<string, FieldEntry>;
  types: Record<string, string>;
  events: Record<string, string>;
  enums: Record<string, string>;
}

export class GlossaryError extends Error {
  override name = 'GlossaryError';
}

/** Writes the glossary's sentences into the schemas, in place. They become the JSDoc that users see on hover. */
export function describe({ events, schemas, glossary }: NormalisedDocument & { glossary: Glossary }): void {
  const missing: string[] = [];
  const say = (sentence: string | undefined, what: string): string => {
    if (sentence === undefined) missing.push(what);
    return sentence ?? '';
  };
  const eventOf = new Map(Object.entries(events).map(([event, name]) => [name, event]));

  const describeFields = (schema: Schema, owner: string): void => {
    for (const [field, property] of Object.entries(schema.properties ?? {})) {
      const entry = Object.hasOwn(glossary.fields, field) ? glossary.fields[field] : undefined;
      if (entry) describeField(property, { ...entry, ...entry.in?.[owner] });
      else missing.push(`field ${field} (of ${owner})`);
      describeFields(property, owner);
      if (property.items) describeFields(property.items, owner);
    }
  };

  for (const [name, schema] of Object.entries(schemas)) {
    const event = eventOf.get(name);
    if (event) schema.description = say(glossary.events[event], `event ${event}`);
    else if (schema.properties) schema.description = say(glossary.types[name], `type ${name}`);
    else schema.description = say(glossary.enums[name], `enum ${name}`);
    describeFields(schema, event ?? name);
  }
  if (missing.length > 0) {
    throw new GlossaryError(
      `specs/glossary.json has no entry for:\n${[...new Set(missing)].map((what) => `  ${what}`).join('\n')}`,
    );
  }
}

function describeField(property: Schema, { meaning, unit, form }: FieldEntry): void {
  property.description = [meaning, unit && `Unit: ${unit}.`, form && `Wire form: ${form.replace(/\.$/, '')}.`]
    .filter(Boolean)
    .join(' ');
  if (unit !== undefined) property['x-unit'] = unit;
}
