import { ArgumentError } from '../errors.js';

/** A blank segment, a dot segment, or a lone surrogate, which no URL can carry. */
const UNUSABLE = /^(\s*|\.{1,2})$|\p{Surrogate}/u;

/** A number as Zoom displays it: digits with spaces, or nine to eleven digits with hyphens. */
const NUMBER = /^\s*(\d[\d\s]*|\d{3}-\d{3,4}-\d{3,4}\s*)$/;

/**
 * Encodes an id as one segment of a path.
 *
 * Zoom decodes an id that begins with `/` or contains `//` twice, so these are encoded twice. Dot segments are rejected,
 * since a URL parser would resolve them to another path. The spaces and hyphens of a number are removed.
 *
 * @throws {ArgumentError} `argument_invalid`: not a string, or blank, or a text that cannot be a path segment
 */
export function encodeId(argument: string, id: string): string {
  if (typeof id !== 'string')
    throw new ArgumentError(argument, 'an id as a string: a number can lose digits');
  if (UNUSABLE.test(id)) throw new ArgumentError(argument, 'an id: text that is not blank, "." or ".."');
  const encoded = encodeURIComponent(NUMBER.test(id) ? id.replace(/[\s-]/g, '') : id);
  return id.startsWith('/') || id.includes('//') ? encodeURIComponent(encoded) : encoded;
}
