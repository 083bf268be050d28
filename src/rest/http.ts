import { readText } from '../bytes/read-text.js';
import { RestTransportError } from '../errors.js';
import { withDeadline } from './abort.js';
import type { Fetch, FetchInit, FetchResponse } from './fetch.js';

/** The most that an answer may have, after decompression. */
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
  const deadline = { timeoutMs, message: `No complete answer within ${timeoutMs} ms.` };
  // After any failure the signal closes the connection, so that an unwanted response stops arriving.
  return withDeadline(deadline, signal, (unwanted) => receive(request, fetch, unwanted));
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
    const message = `The connection failed${reason ? `: ${reason}` : ''}. Check the network and the base URL.`;
    throw new RestTransportError('network', message, { reason });
  }
}

/** The system's own code of an error; the platform's `fetch` wraps the error that has it. */
function systemCode(error: unknown): string | undefined {
  const { code, cause } = Object(error) as { code?: unknown; cause?: { code?: unknown } };
  const found = cause?.code ?? code;
  return typeof found === 'string' && /^[A-Z][A-Z0-9_]+$/.test(found) ? found : undefined;
}
