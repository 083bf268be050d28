import { readText } from '../bytes/read-text.js';
import { RestTransportError } from '../errors.js';
import { errorOf, untilAborted } from './abort.js';
import type { Fetch, FetchInit, FetchResponse } from './fetch.js';

/** The most that an answer may have, unpacked: two hundred times a large page. */
const MAX_ANSWER_BYTES = 16 * 2 ** 20;

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

/**
 * Sends one request and receives the whole answer within one deadline.
 *
 * The deadline and the signal hold even if `fetch` ignores its signal.
 */
export async function exchange(
  request: HttpRequest,
  { fetch, timeoutMs }: { readonly fetch: Fetch; readonly timeoutMs: number },
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  if (signal?.aborted) throw errorOf(signal);
  const controller = new AbortController();
  const abort = () => signal && controller.abort(errorOf(signal));
  const timer = setTimeout(() => {
    controller.abort(new RestTransportError('timeout', `No complete answer within ${timeoutMs} ms.`));
  }, timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await untilAborted(receive(request, fetch, controller.signal), controller.signal);
  } catch (error) {
    // Closes the connection, so that an unwanted response stops arriving.
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
    throw new RestTransportError('redirected', 'Redirects are not followed: check baseUrl and tokenUrl.');
  }
  const text = await orNetworkError(() => readText(response, MAX_ANSWER_BYTES));
  if (text !== undefined) return { status, headers, text };
  throw new RestTransportError('response_malformed', 'The answer is too large: more than 16 MiB.');
}

/** The original error is not kept as a cause: it names the address. */
async function orNetworkError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = systemCode(error);
    throw new RestTransportError('network', `The connection failed: ${reason ?? 'no reason given'}.`, {
      reason,
    });
  }
}

/** The system's own code of an error; the platform's `fetch` wraps the error that has it. */
function systemCode(error: unknown): string | undefined {
  const { code, cause } = Object(error) as { code?: unknown; cause?: { code?: unknown } };
  const found = cause?.code ?? code;
  return typeof found === 'string' && /^[A-Z][A-Z0-9_]+$/.test(found) ? found : undefined;
}
