import { ArgumentError } from '../errors.js';

/**
 * Encodes an id as one segment of a path.
 *
 * Zoom decodes an id that begins with `/` or holds `//` once more than any other, so these are encoded twice. The dot
 * segments are refused because a URL parser would take them for a change of folder, and ask for something else.
 */
export function encodeId(argument: string, id: string): string {
  if (typeof id !== 'string' || id === '' || id === '.' || id === '..' || hasLoneSurrogate(id)) {
    throw new ArgumentError(argument, 'an id: text, but not "", "." or ".."');
  }
  const encoded = encodeURIComponent(id);
  return id.startsWith('/') || id.includes('//') ? encodeURIComponent(encoded) : encoded;
}

/** Whether a text holds half of a character, which no URL can carry. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
