/**
 * Request headers: a `Headers` object, Node's `req.headers`, or a plain record with names in any case.
 */
export type HeadersLike =
  | {
      /** The value of a header; repeated ones are joined with commas. */
      get(name: string): string | null | undefined;
    }
  | { readonly [name: string]: string | readonly string[] | undefined };

/**
 * The value of a header, or `''` if it is absent. `name` is in lower case. Repeated headers are joined with commas, as in
 * HTTP, so a repeated signature is malformed.
 */
export function readHeader(headers: HeadersLike, name: string): string {
  if (isHeaders(headers)) return textOf(headers.get(name));
  let value = '';
  for (const key in headers)
    if (key.length === name.length && key.toLowerCase() === name)
      value += (value && ',') + textOf(headers[key]);
  return value;
}

/** The value of a header that is not text, which only untyped code can pass: no header of Zoom's has this form. */
const NOT_TEXT = '\0';

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(textOf).join() : NOT_TEXT;
}

function isHeaders(headers: HeadersLike): headers is Extract<HeadersLike, { get(name: string): unknown }> {
  // Callers in plain JavaScript may pass no headers at all.
  return typeof headers?.get === 'function';
}
