const WORDS: Readonly<Record<string, string>> = {
  missing: 'nothing',
  null: 'null',
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  object: 'an object',
  array: 'an array',
  other: 'a value that is not JSON',
};

const PLURALS: Readonly<Record<string, string>> = {
  string: 'strings',
  number: 'numbers',
  boolean: 'booleans',
};

/**
 * The message of an issue. It names kinds of values, and never a value.
 *
 * @param expected types in plain words
 * @param received the kind of a value, or plain words
 */
export function mismatch(expected: string, received: string): string {
  return `Expected ${expected}, received ${WORDS[received] ?? received}.`;
}

/** A type in plain words: of a JSON Schema, or as the field of an event declares it. `QosItem[]` is an array of objects. */
export function typeWords(type: string): string {
  const [, item] = /^(.*)\[\]$/.exec(type) ?? [];
  if (item !== undefined) return `an array of ${PLURALS[item] ?? 'objects'}`;
  const words = type.split('|').map((each) => WORDS[each]);
  if (words.every((each) => each !== undefined)) return words.join(' or ');
  // The name of a type begins with a capital letter. Anything else is in words already.
  return /^[A-Z]/.test(type) ? 'an object' : type;
}

/** Words of which a value must be one. */
export function choice(words: readonly (string | null)[]): string {
  const [last, ...others] = words.toReversed();
  return others.length === 0 ? `${last}` : `${others.toReversed().join(', ')} or ${last}`;
}
