import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The part of JSON Schema that the specifications use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: string;
  enum?: (string | number)[];
  properties?: Record<string, Schema>;
  required?: string[];
  /** The required fields without which an event is refused; ours, from specs/needed.json. */
  needed?: string[];
  items?: Schema;
  description?: string;
  deprecated?: boolean;
  [keyword: string]: unknown;
}

export interface WebhookOperation {
  operationId: string;
  requestBody: {
    required?: boolean;
    content: {
      'application/json': { schema: Schema; examples: { documented: { value: Record<string, unknown> } } };
    };
  };
}

export interface WebhookDocument {
  openapi: string;
  info: { title: string; version: string };
  webhooks: Record<string, { post: WebhookOperation }>;
}

export interface RestOperation {
  responses: {
    200: {
      content: {
        'application/json': { schema: Schema; examples: { documented: { value: Record<string, unknown> } } };
      };
    };
  };
}

export interface RestDocument {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, { get: RestOperation }>;
  components: { schemas: Record<string, Schema> };
}

export interface Specifications {
  'qss-webhooks': WebhookDocument;
  'video-sdk-webhooks': WebhookDocument;
  'qss-rest': RestDocument;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(root + path, 'utf8')) as T;
}

export function readSpecifications(): Specifications {
  return {
    'qss-webhooks': readJson('specs/qss-webhooks.json'),
    'video-sdk-webhooks': readJson('specs/video-sdk-webhooks.json'),
    'qss-rest': readJson('specs/qss-rest.json'),
  };
}

export const requestSchema = (operation: WebhookOperation): Schema =>
  operation.requestBody.content['application/json'].schema;

export const documentedExample = (operation: WebhookOperation): Record<string, unknown> =>
  operation.requestBody.content['application/json'].examples.documented.value;

/** A schema with its path: `payload.object.participant.qos[].details`, `''` for the root. */
export interface Place {
  path: string;
  schema: Schema;
}

/** The given schema and every schema below it, parents before children, in document order. */
export function* schemaPlaces(schema: Schema, path = ''): Generator<Place> {
  yield { path, schema };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield* schemaPlaces(property, path === '' ? name : `${path}.${name}`);
  }
  if (schema.items) yield* schemaPlaces(schema.items, `${path}[]`);
}

/** A function that tests paths against a dotted pattern, in which `*` matches any part of one segment. */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const source = pattern.replace(/[.[\]]/g, '\\$&').replaceAll('*', '[^.[\\]]+');
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}
