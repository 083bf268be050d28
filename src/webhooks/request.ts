import type { RawBody } from './body.js';
import type { BodyReader } from './body-buffer.js';
import type { HeadersLike } from './headers.js';

/** An HTTP request from any server, as `receiver.handle` takes it. */
export interface WebhookRequest {
  /** The HTTP method: `'POST'`. */
  readonly method: string;
  /** The path as the sender wrote it, or a complete URL. A query is ignored. */
  readonly path: string;
  /** The headers as received. */
  readonly headers: HeadersLike;
  /** The body as received, or a function that reads it. It is called only after the other checks have passed. */
  readonly body: RawBody | BodyReader;
  /**
   * Aborts when the sender disconnects; or a function that returns such a signal. It is used only if a handler uses
   * `delivery.signal`.
   */
  readonly signal?: AbortSignal | (() => AbortSignal | undefined) | undefined;
  /** Tells the platform to keep running until `work` settles, even after the answer. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
}

/** The path of a request target or URL, without scheme, host and query. Never throws. */
export function pathOf(target: string): string {
  const scheme = target.startsWith('/') ? -1 : target.indexOf('://');
  const start = scheme < 0 ? 0 : target.indexOf('/', scheme + 3);
  if (start < 0) return '/';
  return target.slice(start).replace(/[?#].*/s, '');
}

/** Whether two paths are equal, ignoring a slash at the end. */
export function isSamePath(a: string, b: string): boolean {
  return withoutEndSlash(a) === withoutEndSlash(b);
}

function withoutEndSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Tells the platform to keep running until `work` settles. */
export function keepAlive(work: Promise<unknown>, request?: WebhookRequest): void {
  try {
    request?.waitUntil?.(work);
  } catch {
    // The platform accepts no more work and will stop this; nothing can be done about it.
  }
}
