import { isObject } from '../shapes/conforms.js';
import { kindOf } from '../shapes/kind.js';
import type { JsonSchema, JsonType } from './json-schema.js';
import { choice, mismatch, typeWords } from './mismatch.js';
import type { SchemaIssue } from './standard-schema.js';

/** Where a value is not as a schema of a record says: their keywords are `type`, `enum`, `properties` and `required`. */
export function issuesOf(value: unknown, schema: JsonSchema): SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  try {
    check(value, schema, [], issues);
  } catch {
    // A getter or a proxy of the caller's can throw anything, even payload text: it is not passed on.
    issues.push({ message: 'Expected values that can be read.', path: [] });
  }
  return issues;
}

function check(value: unknown, schema: JsonSchema, path: SchemaIssue['path'], issues: SchemaIssue[]): void {
  const { enum: words, properties = {}, required = [] } = schema;
  const types = [schema.type].flat() as JsonType[];
  if (!types.some((type) => isOf(value, type))) {
    const isNoJson = typeof value === 'number' && !Number.isFinite(value);
    const received = isNoJson ? String(value) : kindOf(value);
    issues.push({ message: mismatch(types.map(typeWords).join(' or '), received), path });
    return;
  }
  if (words && !words.includes(value as string | null))
    issues.push({ message: mismatch(choice(words), 'another string'), path });
  if (!isObject(value)) return;
  for (const [name, property] of Object.entries(properties))
    if (Object.hasOwn(value, name) || required.includes(name))
      check(ownValue(value, name), property, [...path, name], issues);
}

/** What is inherited is not in the JSON of a value. */
function ownValue(value: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isOf(value: unknown, type: JsonType): boolean {
  // NaN and infinite numbers are not JSON.
  return type === 'number' ? Number.isFinite(value) : kindOf(value) === type;
}
