import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from './exact-json.js';

/** The changes from one imported document to the next, one line each. */
export function diffSpecs(before: JsonObject, after: JsonObject): string[] {
  const lines = diffKeys(without(before, 'webhooks'), without(after, 'webhooks'), 'document', new Set());
  const old = objectAt(before, 'webhooks');
  const now = objectAt(after, 'webhooks');
  for (const name of unionOfKeys(old, now)) {
    if (!Object.hasOwn(now, name)) lines.push(`${name}: event removed`);
    else if (!Object.hasOwn(old, name)) lines.push(`${name}: event added`);
    else
      lines.push(...diffWebhook(objectAt(old, name), objectAt(now, name)).map((line) => `${name}: ${line}`));
  }
  if (lines.length === 0 && JSON.stringify(before) !== JSON.stringify(after)) {
    lines.push('only the order of names or members changed');
  }
  return lines;
}

function diffWebhook(before: JsonObject, after: JsonObject): string[] {
  const old = objectAt(before, 'post', 'requestBody', 'content', 'application/json');
  const now = objectAt(after, 'post', 'requestBody', 'content', 'application/json');
  const lines = diffSchema(objectAt(old, 'schema'), objectAt(now, 'schema'), '');
  if (!isDeepStrictEqual(old.examples, now.examples)) lines.push('documented example changed');
  lines.push(...diffKeys(withoutContent(before), withoutContent(after), 'operation', new Set()));
  return lines;
}

function diffSchema(before: JsonObject, after: JsonObject, path: string): string[] {
  const label = path === '' ? '(root)' : path;
  const lines = diffKeys(before, after, label, new Set(['properties', 'required', 'items', 'enum', 'type']));
  if (!sameMembers(asList(before.type), asList(after.type))) {
    lines.push(`${label}: type ${show(before.type)} -> ${show(after.type)}`);
  }
  lines.push(...diffMembers(before.enum, after.enum, label));

  const old = objectAt(before, 'properties');
  const now = objectAt(after, 'properties');
  const wasRequired = new Set(asList(before.required));
  const isRequired = new Set(asList(after.required));
  const names = new Set([...unionOfKeys(old, now), ...strings(wasRequired), ...strings(isRequired)]);
  for (const name of names) {
    const field = path === '' ? name : `${path}.${name}`;
    const gone = Object.hasOwn(old, name) && !Object.hasOwn(now, name);
    const added = !Object.hasOwn(old, name) && Object.hasOwn(now, name);
    const presence = isRequired.has(name) ? 'required' : 'optional';
    if (gone) lines.push(`${field}: removed`);
    else if (added) lines.push(`${field}: added (${show(objectAt(now, name).type)}, ${presence})`);
    else {
      if (wasRequired.has(name) !== isRequired.has(name)) lines.push(`${field}: now ${presence}`);
      lines.push(...diffSchema(objectAt(old, name), objectAt(now, name), field));
    }
  }
  if (isJsonObject(before.items) && isJsonObject(after.items)) {
    lines.push(...diffSchema(before.items, after.items, `${path}[]`));
  } else if (!isDeepStrictEqual(before.items, after.items)) lines.push(`${label}: items changed`);
  return lines;
}

function diffMembers(before: Json | undefined, after: Json | undefined, label: string): string[] {
  if (before === undefined && after === undefined) return [];
  if (after === undefined) return [`${label}: enum removed`];
  if (before === undefined) return [`${label}: enum added (${asList(after).map(show).join(', ')})`];
  const old = asList(before);
  const now = asList(after);
  return [
    ...now
      .filter((member) => !old.includes(member))
      .map((member) => `${label}: enum member added ${show(member)}`),
    ...old
      .filter((member) => !now.includes(member))
      .map((member) => `${label}: enum member removed ${show(member)}`),
  ];
}

function diffKeys(
  before: JsonObject,
  after: JsonObject,
  label: string,
  apart: ReadonlySet<string>,
): string[] {
  return unionOfKeys(before, after)
    .filter((key) => !apart.has(key) && !isDeepStrictEqual(before[key], after[key]))
    .map((key) => `${label}: ${key} ${show(before[key])} -> ${show(after[key])}`);
}

function withoutContent(webhook: JsonObject): JsonObject {
  const post = objectAt(webhook, 'post');
  return { ...post, requestBody: without(objectAt(post, 'requestBody'), 'content') };
}

/** The object at the end of a key path, or an empty one where the path ends early. */
function objectAt(object: JsonObject, ...keys: string[]): JsonObject {
  let at: JsonObject = object;
  for (const key of keys) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    at = isJsonObject(next) ? next : {};
  }
  return at;
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function unionOfKeys(a: JsonObject, b: JsonObject): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function asList(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function sameMembers(a: Json[], b: Json[]): boolean {
  return a.length === b.length && a.every((member) => b.includes(member));
}

function strings(values: ReadonlySet<Json>): string[] {
  return [...values].filter((value) => typeof value === 'string');
}

function show(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
