import type { Schema } from './document.js';
import { byEventName, type NormalisedDocument } from './normalise.js';

/** Three tables of shapes: the QSS events, the Video SDK events, and the types they refer to. */
export function emitEventShapes(qss: NormalisedDocument, videoSdk: NormalisedDocument): string {
  const isEvent = (name: string) => name in qss.events || name in videoSdk.events;
  const shapes = notations({ ...byEventName(qss), ...byEventName(videoSdk) });
  return [
    emitTable('QSS_EVENT_SHAPES', shapes, (name) => name in qss.events),
    emitTable('VIDEO_SDK_EVENT_SHAPES', shapes, (name) => name in videoSdk.events),
    emitTable('EVENT_TYPE_SHAPES', shapes, (name) => !isEvent(name)),
  ].join('\n');
}

export function emitShapes(name: string, schemas: Record<string, Schema>): string {
  return emitTable(name, notations(schemas), () => true);
}

function emitTable(table: string, shapes: Record<string, string>, holds: (name: string) => boolean): string {
  const key = (name: string) => (name.includes('.') ? `'${name}'` : name);
  const lines = Object.entries(shapes)
    .filter(([name]) => holds(name))
    .map(([name, notation]) => `  ${key(name)}:\n    '${notation}',\n`);
  return `export const ${table} = {\n${lines.join('')}} as const;\n`;
}

/** The shape of each object schema, by name. */
export function notations(schemas: Record<string, Schema>): Record<string, string> {
  const objects = Object.entries(schemas).filter(([, schema]) => schema.properties);
  return Object.fromEntries(objects.map(([type, schema]) => [type, shapeOf(schema, schemas)]));
}

/**
 * The shape of a schema in the notation of src/shapes/shape.ts: `uuid email? event_ts!:number qos!:QosItem[]`. It is read at
 * run time, so that guard and type come from one source.
 */
function shapeOf(schema: Schema, schemas: Record<string, Schema>): string {
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => {
      if (!/^(?!__proto__$)\w+$/.test(name))
        throw new Error(
          `A shape cannot hold a property named ${JSON.stringify(name)}: only letters, digits and _ are allowed. ` +
            'Extend the notation in src/shapes/shape.ts, or remove the property by a correction.',
        );
      const isRequired = schema.required?.includes(name);
      const isNeeded = isRequired && schema.needed?.includes(name);
      const type = typeOf(property, schemas);
      if (isRequired && !isNeeded && (type === 'number' || type === 'boolean'))
        throw new Error(`A shape cannot require ${name}: no ${type} can replace one that is missing.`);
      return `${name}${isNeeded ? '!' : isRequired ? '' : '?'}${type === 'string' ? '' : `:${type}`}`;
    })
    .join(' ');
}

function typeOf(schema: Schema, schemas: Record<string, Schema>): string {
  if (schema.$ref) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    const target = schemas[name];
    if (!target) throw new Error(`There is no schema ${name}.`);
    return target.properties ? name : typeOf(target, schemas);
  }
  if (schema.properties) return `{${shapeOf(schema, schemas)}}`;
  if (schema.items) {
    const item = typeOf(schema.items, schemas);
    if (item.endsWith('}') || item.endsWith(']'))
      throw new Error(`The notation of shapes cannot express ${item}[].`);
    return `${item}[]`;
  }
  const types = new Set([schema.type].flat().map((type) => (type === 'integer' ? 'number' : String(type))));
  const name = [...types].sort().reverse().join('|');
  if (!['string', 'number', 'boolean', 'string|number'].includes(name))
    throw new Error(`The notation of shapes cannot express ${name}.`);
  return name;
}
