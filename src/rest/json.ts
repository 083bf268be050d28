import { type EventFault, RestTransportError } from '../errors.js';
import { isObject } from '../shapes/conforms.js';
import { kindOf } from '../shapes/kind.js';
import type { Sleep } from './abort.js';
import { exchange, type Fetch, type HttpRequest } from './http.js';
import { type Asked, refusal, refusalCode } from './refusal.js';

/** What every request shares. */
export interface Transport {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** The deadline of one request, headers and body together. */
  readonly timeoutMs: number;
  /** The longest wait that `Retry-After` may ask for; a longer one is the caller's to make. */
  readonly maxRetryWaitMs: number;
}

/** A JSON object, with the text it was read from. */
export interface JsonAnswer {
  readonly value: Record<string, unknown>;
  readonly text: string;
}

/** Sends one request, once, and returns the JSON object that answers it; a refusal is thrown, whatever its status. */
export async function requestJson(
  request: HttpRequest,
  asked: Asked,
  transport: Transport,
  signal: AbortSignal | undefined,
): Promise<JsonAnswer> {
  const answer = await exchange(request, transport, signal);
  const { status, text } = answer;
  const value = parse(text);
  const code = refusalCode(value);
  const received = value === undefined && text.trim() !== '' ? 'string' : kindOf(value);
  // Zoom's own 404 has a code; any other is of a host, or a path, that is not its API.
  if (status === 404 && code === undefined) {
    throw malformed(
      [{ path: [], expected: 'HTTP 404 with a code', received }],
      ' Check baseUrl and tokenUrl.',
    );
  }
  if (status < 200 || status >= 300 || code !== undefined) {
    throw refusal(answer, value, asked, transport.now());
  }
  if (isObject(value)) return { value, text };
  const hint = text.trimStart().startsWith('<') ? ' It looks like HTML.' : '';
  throw malformed([{ path: [], expected: 'object', received }], hint);
}

/** The error for an answer that is not the JSON declared. */
export function malformed(issues: readonly EventFault[], hint = ''): RestTransportError {
  const [first] = issues;
  const place = first?.path.join('.') || 'the root';
  const message = `Malformed answer: expected ${first?.expected} at ${place}, received ${first?.received}.${hint}`;
  return new RestTransportError('response_malformed', message, { issues });
}

/** The value of a JSON text, or `undefined`; the message of JSON.parse quotes the text, so it is not kept. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
