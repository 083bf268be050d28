import { type EventFault, RestTransportError } from '../errors.js';
import { isObject } from '../shapes/conforms.js';
import { kindOf } from '../shapes/kind.js';
import type { Sleep } from './abort.js';
import { apiErrorOf, type RequestContext, zoomErrorCode } from './api-error.js';
import type { Fetch } from './fetch.js';
import { exchange, type HttpRequest } from './http.js';

/** The settings that all requests share. */
export interface Transport {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** The deadline of one request, headers and body together. */
  readonly timeoutMs: number;
  /** The longest wait that `Retry-After` may ask for. A longer one is an error, so that the caller decides. */
  readonly maxRetryWaitMs: number;
}

/** A JSON object and its text. */
export interface JsonAnswer {
  readonly value: Record<string, unknown>;
  readonly text: string;
}

/**
 * Sends one request, once, and returns the JSON object of the response.
 *
 * @throws {ZoomApiError} any code: Zoom refuses, with whatever status
 * @throws {RestTransportError} `timeout`, `network`, `redirected`, `aborted`: no complete response
 * @throws {RestTransportError} `response_malformed`: too large a response, or another one than a JSON object
 */
export async function requestJson(
  request: HttpRequest,
  context: RequestContext,
  transport: Transport,
  signal: AbortSignal | undefined,
): Promise<JsonAnswer> {
  const answer = await exchange(request, transport, signal);
  const { status, text } = answer;
  const value = parse(text);
  const code = zoomErrorCode(value);
  const received = value === undefined && text.trim() !== '' ? 'string' : kindOf(value);
  // Zoom's own 404 has a code. Any other comes from a host or path that is not its API.
  if (status === 404 && code === undefined) {
    throw malformedError(
      [{ path: [], expected: 'HTTP 404 with a code', received }],
      ' Check baseUrl and tokenUrl.',
    );
  }
  if (status < 200 || status >= 300 || code !== undefined) {
    throw apiErrorOf(answer, value, context, transport.now());
  }
  if (isObject(value)) return { value, text };
  throw malformedError([{ path: [], expected: 'object', received }], hintFor(text));
}

/** The error for a response that is not the documented JSON. */
export function malformedError(issues: readonly EventFault[], hint = ''): RestTransportError {
  const [first] = issues;
  const place = first?.path.join('.') || 'the root';
  const message = `Malformed response: expected ${first?.expected} at ${place}, received ${first?.received}.${hint}`;
  return new RestTransportError('response_malformed', message, { issues });
}

/** What a text probably is that is not a JSON object. */
function hintFor(text: string): string {
  if (text.trimStart().startsWith('<')) return ' It looks like HTML.';
  return isTruncated(text) ? ' The JSON is truncated: its end is missing.' : '';
}

/** Whether a text begins as a JSON object that it does not complete. */
function isTruncated(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  let depth = 0;
  let inString = false;
  for (const [mark] of text.matchAll(/\\.|["{}[\]]/gs)) {
    if (mark === '"') inString = !inString;
    else if (!inString && /[{[]/.test(mark)) depth += 1;
    else if (!inString && /[}\]]/.test(mark)) depth -= 1;
  }
  return depth > 0;
}

/** The value of a JSON text, or `undefined`. The error of JSON.parse is dropped: it quotes the text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
