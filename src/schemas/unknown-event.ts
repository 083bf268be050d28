import { type JsonSchema, objectSchema } from './json-schema.js';

/** What `parseEvent` reads as an unknown event: an object with a name other than those given. */
export function unknownEventInput(known: readonly string[]): JsonSchema {
  // The parser turns a number or a boolean into its text.
  const event: JsonSchema = { anyOf: [otherName(known), { type: 'number' }, { type: 'boolean' }] };
  return objectSchema({ event }, ['event']);
}

/** What `parseEvent` returns for an unknown event. */
export function unknownEventOutput(known: readonly string[]): JsonSchema {
  return objectSchema({ event: otherName(known), event_ts: { type: 'number' } }, ['event']);
}

function otherName(known: readonly string[]): JsonSchema {
  return { type: 'string', pattern: '\\S', not: { enum: [...known] } };
}
