/** A JSON value, as `JSON.parse` returns it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** The document has a form that the import does not know; nothing was written. */
export class SpecImportError extends Error {
  override readonly name = 'SpecImportError';
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** `JSON.parse`, but rejects a number that it could not write back digit for digit. */
export function parseExactJson(text: string, where: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SpecImportError(`${where}: not JSON`, { cause });
  }
  for (const [token] of text.matchAll(STRING_OR_NUMBER)) {
    if (!token.startsWith('"') && losesDigits(token)) {
      throw new SpecImportError(`${where}: the number ${token} would lose digits; import it as a string`);
    }
  }
  return value;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; throws with `where` if it is something else. */
export function requireObject(value: Json | undefined, where: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new SpecImportError(
    `${where}: expected an object, found ${value === undefined ? 'nothing' : typeof value}`,
  );
}

function losesDigits(literal: string): boolean {
  const value = Number(literal);
  return (
    !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER || significantDigits(literal) > 15
  );
}

function significantDigits(literal: string): number {
  const digits = literal.replace(/[eE].*$/, '').replace(/[-.]/g, '');
  return digits.replace(/^0+/, '').replace(/0+$/, '').length;
}
