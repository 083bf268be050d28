import { ArgumentError } from '../errors.js';
import { kindOf } from '../shapes/kind.js';
import { untilAborted } from './abort.js';
import type { HttpRequest } from './http.js';
import { malformed, requestJson, type Transport } from './json.js';
import { createRetry } from './retry.js';

/** Credentials of a server-to-server OAuth app. */
export interface ServerToServerCredentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Hands out a token; `renew` is true if the last one was refused. */
export type GetToken = (request: {
  readonly renew: boolean;
  readonly signal?: AbortSignal;
}) => string | Promise<string>;

/** Where tokens come from. */
export interface TokenSource {
  /** What it was given to get tokens with. */
  readonly secrets: readonly string[];
  get(signal: AbortSignal | undefined): Promise<string>;
  /** Replaces a token that was refused; absent where there is no other. */
  renew?(refused: string, signal: AbortSignal | undefined): Promise<string>;
}

/** A request in flight, and how many callers wait for it. */
interface Flight {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  waiting: number;
}

const MARGIN_MS = 60_000;

export function fixedToken(token: string): TokenSource {
  checkToken('token', token);
  return { secrets: [], get: () => Promise.resolve(token) };
}

export function givenToken(getToken: GetToken): TokenSource {
  const ask = async (renew: boolean, signal: AbortSignal | undefined) => {
    const token = await untilAborted(Promise.resolve(getToken({ renew, ...(signal && { signal }) })), signal);
    return checkToken('the result of getToken', token);
  };
  return { secrets: [], get: (signal) => ask(false, signal), renew: (_, signal) => ask(true, signal) };
}

/**
 * Tokens of a server-to-server OAuth app: kept until shortly before they end, and asked for once however many callers wait.
 * The request ends when the last of them has given up, and not before.
 */
export function serverToServer(
  { accountId, clientId, clientSecret }: ServerToServerCredentials,
  tokenUrl: string,
  transport: Transport,
): TokenSource {
  const basic = btoa(`${clientId}:${clientSecret}`);
  const secrets = [accountId, clientId, clientSecret, basic];
  const request = {
    url: tokenUrl,
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId }).toString(),
  } as const;
  let kept: { token: string; endsAtMs: number } | undefined;
  let flight: Flight | undefined;

  const take = async (signal: AbortSignal): Promise<string> => {
    const askedAtMs = transport.now();
    const retry = createRetry(transport, signal);
    const { token, lifeMs } = await retry(() => requestToken(request, secrets, transport, signal));
    kept = { token, endsAtMs: askedAtMs + lifeMs - Math.min(MARGIN_MS, lifeMs / 10) };
    return token;
  };

  const start = (): Flight => {
    const controller = new AbortController();
    return { token: take(controller.signal), controller, waiting: 0 };
  };

  const get = async (signal: AbortSignal | undefined): Promise<string> => {
    if (kept && transport.now() < kept.endsAtMs) return kept.token;
    flight ??= start();
    const joined = flight;
    joined.waiting++;
    try {
      return await untilAborted(joined.token, signal);
    } finally {
      // The last to leave ends it, answered or given up; whoever comes next must not join it.
      if (--joined.waiting === 0) {
        joined.controller.abort();
        if (flight === joined) flight = undefined;
      }
    }
  };

  const renew = (refused: string, signal: AbortSignal | undefined): Promise<string> => {
    // Of many callers refused at once the first renews; the others find its token here.
    if (kept?.token === refused) kept = undefined;
    return get(signal);
  };

  return { secrets, get, renew };
}

async function requestToken(
  request: HttpRequest,
  secrets: readonly string[],
  transport: Transport,
  signal: AbortSignal,
): Promise<{ token: string; lifeMs: number }> {
  const { value } = await requestJson(request, { for: 'token', secrets }, transport, signal);
  const { access_token: token, expires_in: life } = value;
  if (!isToken(token))
    throw malformed([{ path: ['access_token'], expected: 'token', received: kindOf(token) }]);
  const lifeMs = Number(life) * 1000;
  if (lifeMs > 0) return { token, lifeMs };
  throw malformed([{ path: ['expires_in'], expected: 'number', received: kindOf(life) }]);
}

/** A text that can stand in a header: `fetch` would quote any other in its error. */
export function checkToken(argument: string, text: unknown): string {
  if (isToken(text)) return text;
  throw new ArgumentError(argument, text ? 'text of visible ASCII characters' : 'set');
}

function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[\x21-\x7e]+$/.test(text);
}
