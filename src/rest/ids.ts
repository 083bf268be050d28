import { ArgumentError } from '../errors.js';

/** An empty segment, a dot segment, or a lone surrogate, which no URL can carry. */
const UNUSABLE = /^\.{0,2}$|\p{Surrogate}/u;

/**
 * Encodes an id as one segment of a path.
 *
 * Zoom decodes an id that begins with `/` or contains `//` twice, so these are encoded twice. Dot segments are rejected,
 * since a URL parser would resolve them to another path. Spaces in a number, as Zoom displays it, are removed.
 *
 * @throws {ArgumentError} `argument_invalid`: not a string, or one that cannot be a path segment
 */
export function encodeId(argument: string, id: string): string {
  if (typeof id !== 'string' || UNUSABLE.test(id)) {
    throw new ArgumentError(argument, 'an id as a string, but not "", "." or ".."');
  }
  const isNumber = /^\s*\d[\d\s]*$/.test(id);
  const encoded = encodeURIComponent(isNumber ? id.replace(/\s/g, '') : id);
  return id.startsWith('/') || id.includes('//') ? encodeURIComponent(encoded) : encoded;
}
