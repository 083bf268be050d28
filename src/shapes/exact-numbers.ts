import type { Path } from '../errors.js';

/**
 * Looks up the numbers of a JSON text by path, each as it was written. `JSON.parse` rounds integers beyond 2^53, which ids often
 * are, and forgets how a number was written (`1.0`, `1e3`).
 *
 * The first look-up parses the text again with every number in quotes; that takes linear time for any text.
 */
export function exactNumbers(text: string): (path: Path) => string | undefined {
  let quoted: unknown;
  return (path) => {
    quoted ??= JSON.parse(quoteNumbers(text));
    let value: unknown = quoted;
    for (const key of path) {
      if (typeof value !== 'object' || value === null) return undefined;
      // Indexes are keys too, so arrays need no case of their own.
      value = (value as Record<string | number, unknown>)[key];
    }
    return typeof value === 'string' ? value : undefined;
  };
}

const ESCAPE_OR_QUOTE_OR_NUMBER = /\\.|"|[-\d][-+.\deE]*/g;

/** Puts every number of a valid JSON text in quotes. */
function quoteNumbers(text: string): string {
  let isInString = false;
  return text.replace(ESCAPE_OR_QUOTE_OR_NUMBER, (token) => {
    if (token === '"') isInString = !isInString;
    return isInString || token === '"' ? token : `"${token}"`;
  });
}
