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

/** Puts quotes around every number of a text that is known to be JSON. */
function quoteNumbers(text: string): string {
  let result = '';
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    if (char === '"') at = endOfString(text, at);
    else if (char === '-' || (char >= '0' && char <= '9')) {
      const end = endOfNumber(text, at);
      result += `${text.slice(copied, at)}"${text.slice(at, end)}"`;
      copied = end;
      at = end;
    } else at += 1;
  }
  return result + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && '+-.0123456789Ee'.includes(text.charAt(at))) at += 1;
  return at;
}
