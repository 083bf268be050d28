import { isDeepStrictEqual } from 'node:util';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  parseExactJson,
  requireObject,
  SpecImportError,
} from './exact-json.js';

/** How often each keyword was left out. */
export type Dropped = Map<string, number>;

const MEDIA_TYPE = 'application/json';

const PROSE = new Set(['title', 'description', 'summary', 'externalDocs', '$comment']);

/** Keywords whose value is data, not a schema; copied unchanged. */
const DATA = new Set(['enum', 'const', 'default', 'example', 'examples']);

/** Keywords whose value maps names to schemas. */
const SCHEMA_MAPS = new Set(['properties', 'patternProperties', '$defs']);

/** The order in which a schema's keywords are written. */
const OTHERS = 'others, by name';
const KEYWORD_ORDER = [
  ...['type', 'format', 'pattern', 'const', 'enum', 'deprecated', 'default', 'example'],
  OTHERS,
  ...['required', 'additionalProperties', 'properties', 'items'],
];

/** A webhook document reduced to structure and example values; `dropped` counts the keywords left out. */
export function stripProse(document: Json): { spec: JsonObject; dropped: Dropped } {
  const dropped: Dropped = new Map();
  const root = requireObject(document, 'document');
  onlyKeys(root, ['openapi', 'info', 'webhooks', 'tags', 'externalDocs', 'servers', 'security'], 'document');
  const info = requireObject(root.info, 'info');
  const webhooks = requireObject(root.webhooks, 'webhooks');
  countDropped(root, ['openapi', 'info', 'webhooks'], dropped);
  countDropped(info, ['title', 'version'], dropped);

  const kept: JsonObject = {};
  for (const name of Object.keys(webhooks).sort()) kept[name] = stripWebhook(webhooks[name], name, dropped);
  const spec = pick({ ...root, info: pick(info, ['title', 'version']), webhooks: kept }, [
    'openapi',
    'info',
    'webhooks',
  ]);
  return { spec, dropped };
}

/** One schema without its prose, keywords in a stable order, properties in the published order. */
export function stripSchema(schema: Json, dropped: Dropped): Json {
  if (Array.isArray(schema)) return schema.map((item) => stripSchema(item, dropped));
  if (!isJsonObject(schema)) return schema;
  const stripped: JsonObject = {};
  for (const keyword of Object.keys(schema).sort(byKeyword)) {
    const value = schema[keyword] as Json; // present: the key was just read
    if (PROSE.has(keyword) || keyword.startsWith('x-')) count(dropped, keyword);
    else if (DATA.has(keyword)) stripped[keyword] = value;
    else if (SCHEMA_MAPS.has(keyword) && isJsonObject(value)) stripped[keyword] = stripEach(value, dropped);
    else stripped[keyword] = stripSchema(value, dropped);
  }
  return stripped;
}

function stripWebhook(webhook: Json | undefined, name: string, dropped: Dropped): JsonObject {
  const item = requireObject(webhook, name);
  onlyKeys(item, ['post'], name);
  const post = requireObject(item.post, `${name}: post`);
  onlyKeys(
    post,
    ['operationId', 'requestBody', 'responses', 'tags', 'summary', 'description', 'deprecated'],
    name,
  );
  const body = requireObject(post.requestBody, `${name}: requestBody`);
  const media = mediaOf(body, `${name}: requestBody`);
  refuseOwnResponse(post.responses, media, name);
  countDropped(post, ['operationId', 'requestBody', 'deprecated'], dropped);
  countDropped(body, ['content', 'required'], dropped);

  const content: JsonObject = {
    [MEDIA_TYPE]: {
      schema: stripSchema(requireObject(media.schema, `${name}: schema`), dropped),
      examples: { documented: { value: documentedExample(media, name) } },
    },
  };
  return {
    post: pick({ ...post, requestBody: { ...pick(body, ['required']), content } }, [
      'operationId',
      'deprecated',
      'requestBody',
    ]),
  };
}

/** Throws unless the 200 response repeats the request: only then may the import leave it out. */
function refuseOwnResponse(responses: Json | undefined, request: JsonObject, name: string): void {
  if (responses === undefined) return;
  const answers = requireObject(responses, `${name}: responses`);
  for (const [status, answer] of Object.entries(answers)) {
    const content = isJsonObject(answer) ? answer.content : undefined;
    if (content === undefined) continue;
    const same = status === '200' && isDeepStrictEqual(content, { [MEDIA_TYPE]: request });
    if (!same)
      throw new SpecImportError(
        `${name}: response ${status} does not repeat the request; decide whether to import it`,
      );
  }
}

function mediaOf(body: JsonObject, where: string): JsonObject {
  const content = requireObject(body.content, `${where}.content`);
  onlyKeys(content, [MEDIA_TYPE], `${where}.content`);
  return requireObject(content[MEDIA_TYPE], `${where}.content.${MEDIA_TYPE}`);
}

/** The one documented example, parsed: Zoom publishes it as text. */
function documentedExample(media: JsonObject, name: string): Json {
  const examples = Object.values(requireObject(media.examples, `${name}: examples`));
  if (examples.length !== 1)
    throw new SpecImportError(`${name}: expected one example, found ${examples.length}`);
  const { value } = requireObject(examples[0], `${name}: example`);
  if (value === undefined) throw new SpecImportError(`${name}: the example has no value`);
  return typeof value === 'string' ? parseExactJson(value, `${name}: example`) : value;
}

function stripEach(schemas: JsonObject, dropped: Dropped): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, stripSchema(schema, dropped)]),
  );
}

function byKeyword(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(keyword: string): number {
  return KEYWORD_ORDER.indexOf(KEYWORD_ORDER.includes(keyword) ? keyword : OTHERS);
}

function onlyKeys(object: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    throw new SpecImportError(`${where}: unknown ${unknown.join(', ')}; add it to the import`);
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]]])));
}

function countDropped(object: JsonObject, kept: readonly string[], dropped: Dropped): void {
  for (const key of Object.keys(object)) if (!kept.includes(key)) count(dropped, key);
}

function count(dropped: Dropped, keyword: string): void {
  dropped.set(keyword, (dropped.get(keyword) ?? 0) + 1);
}
