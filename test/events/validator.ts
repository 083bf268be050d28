import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Schema } from '../../scripts/spec/document.js';
import { normaliseWebhooks, readSources } from '../../scripts/spec/generate-files.js';

const { qss, videoSdk } = normaliseWebhooks(readSources());
const schemas = { ...qss.schemas, ...videoSdk.schemas };

const ajv = new Ajv2020({ strict: false, strictNumbers: true });
ajv.addSchema({ $id: 'zoom', components: { schemas: asTyped(schemas) } });

/** Validators that ajv makes of the corrected documents, by event name. */
export const VALIDATORS = new Map(
  Object.entries({ ...qss.events, ...videoSdk.events }).map(
    ([event, type]) => [event, ajv.compile({ $ref: `zoom#/components/schemas/${type}` })] as const,
  ),
);

export const IS_QSS = (name: string): boolean => name in qss.events;

/** The names of the fields that a shared type has. */
export function fieldsOf(type: string): ReadonlySet<string> {
  return new Set(Object.keys(schemas[type]?.properties ?? {}));
}

/** Schemas as the types have them: enums are open, and TypeScript has no integers. */
function asTyped(all: Record<string, Schema>): unknown {
  return JSON.parse(JSON.stringify(all), (key, value) => {
    if (key === 'enum') return undefined;
    return value === 'integer' ? 'number' : value;
  });
}
