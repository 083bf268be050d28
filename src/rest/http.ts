import { RestTransportError } from '../errors.js';
import { abortedError } from './abort.js';

/** What this client asks of `fetch`. */
export interface FetchInit {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** What this client reads of a response. */
export interface FetchResponse {
  readonly status: number;
  readonly type?: string;
  readonly redirected?: boolean;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The part of `fetch` that this client uses; the platform's own fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface HttpRequest {
  readonly url: string;
  readonly method: FetchInit['method'];
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** A complete answer of whatever status: headers and all of the body. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: FetchResponse['headers'];
  readonly text: string;
}

export interface ExchangeOptions {
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends one request and receives the whole answer within one deadline.
 *
 * The deadline and the signal hold even where `fetch` heeds no signal.
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpAnswer> {
  const { fetch, timeoutMs, signal } = options;
  if (signal?.aborted) throw abortedError();
  const controller = new AbortController();
  let stop: (error: RestTransportError) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  const abort = () => stop(abortedError());
  const timer = setTimeout(() => stop(timeoutError(timeoutMs)), timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([stopped, receive(request, fetch, controller.signal)]);
  } catch (error) {
    // Closes the connection: an answer that is not wanted must not go on arriving.
    controller.abort();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

async function receive(
  { url, ...init }: HttpRequest,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const response = await orNetworkError(() => fetch(url, { ...init, redirect: 'manual', signal }));
  const { status, headers } = response;
  if (response.redirected || response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new RestTransportError(
      'redirected',
      'The host redirects the request elsewhere; redirects are not followed. Check baseUrl and tokenUrl.',
    );
  }
  return { status, headers, text: await orNetworkError(() => response.text()) };
}

/** The original error is not kept as a cause: it names the address. */
async function orNetworkError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = systemCode(error);
    throw new RestTransportError(
      'network',
      `The connection failed or ended before the answer did${reason ? ` (${reason})` : ''}.`,
      { reason },
    );
  }
}

function timeoutError(timeoutMs: number): RestTransportError {
  return new RestTransportError('timeout', `No complete answer within ${timeoutMs} ms.`);
}

/** The code of an error or of what caused it: `fetch` wraps the system's own errors once or twice. */
function systemCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth++) {
    const { code, cause } = current as { code?: unknown; cause?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
    current = cause;
  }
  return undefined;
}
