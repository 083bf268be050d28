import type { RawBody } from './body.js';
import type { BodyReader } from './body-buffer.js';
import type { HeadersLike } from './headers.js';

/** An HTTP request in the form that a receiver takes it, whichever server it came through. */
export interface WebhookRequest {
  readonly method: string;
  /** The path as the sender wrote it, or a whole URL; a query is ignored. */
  readonly path: string;
  readonly headers: HeadersLike;
  /** The body as received, or a function that reads it, called once the request is worth reading. */
  readonly body: RawBody | BodyReader;
  /**
   * Aborts when the sender goes away; or a function that makes it. Looked at only if a handler asks for its delivery's
   * signal.
   */
  readonly signal?: AbortSignal | (() => AbortSignal | undefined) | undefined;
  /** Keeps the platform from stopping work that goes on after the answer. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
}

/** The path of a request target or URL: no scheme, host or query. Never throws, whatever the sender wrote. */
export function pathOf(target: string): string {
  const scheme = target.startsWith('/') ? -1 : target.indexOf('://');
  const start = scheme < 0 ? 0 : target.indexOf('/', scheme + 3);
  if (start < 0) return '/';
  return target.slice(start).replace(/[?#].*/s, '');
}

/** Whether two paths are the same but for slashes at their ends. */
export function isSamePath(a: string, b: string): boolean {
  return withoutEndSlash(a) === withoutEndSlash(b);
}

function withoutEndSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
