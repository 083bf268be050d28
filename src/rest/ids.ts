import { ArgumentError } from '../errors.js';

/** What would leave its segment empty or be a change of folder, and half a character, which no URL can carry. */
const REFUSED = /^\.{0,2}$|\p{Surrogate}/u;

/**
 * Encodes an id as one segment of a path.
 *
 * Zoom decodes an id that begins with `/` or holds `//` once more than any other, so these are encoded twice. The dot
 * segments are refused because a URL parser would take them for a change of folder, and ask for something else. A number
 * may come in groups, as Zoom shows it.
 */
export function encodeId(argument: string, id: string): string {
  if (typeof id !== 'string' || REFUSED.test(id)) {
    throw new ArgumentError(argument, 'an id: text, but not "", "." or ".."');
  }
  const isNumber = /^\s*\d[\d\s]*$/.test(id);
  const encoded = encodeURIComponent(isNumber ? id.replace(/\s/g, '') : id);
  return id.startsWith('/') || id.includes('//') ? encodeURIComponent(encoded) : encoded;
}
