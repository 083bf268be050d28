import type { Path } from '../errors.js';

/**
 * Numbers of a JSON text digit for digit, by path. `JSON.parse` rounds integers beyond 2^53, and ids are such integers.
 * The text is read again with every number in quotes, once and only if a number is asked for: linear whatever it holds.
 */
export function exactNumbers(text: string): (path: Path) => string | undefined {
  let quoted: unknown;
  return (path) => {
    quoted ??= JSON.parse(quoteNumbers(text));
    let value: unknown = quoted;
    for (const key of path) {
      if (typeof value !== 'object' || value === null) return undefined;
      // The keys of arrays are their indexes, so that both are read alike.
      value = (value as Record<string | number, unknown>)[key];
    }
    return typeof value === 'string' ? value : undefined;
  };
}

const ESCAPE_OR_QUOTE_OR_NUMBER = /\\.|"|[-\d][-+.\deE]*/g;

/** Puts quotes around every number of a text that is known to be JSON. */
function quoteNumbers(text: string): string {
  let isInString = false;
  return text.replace(ESCAPE_OR_QUOTE_OR_NUMBER, (token) => {
    if (token === '"') isInString = !isInString;
    return isInString || token === '"' ? token : `"${token}"`;
  });
}
