import { ArgumentError } from '../errors.js';
import { kindOf } from '../shapes/kind.js';
import { untilAborted, withDeadline } from './abort.js';
import type { HttpRequest } from './http.js';
import { malformedError, requestJson, type Transport } from './json.js';
import { createRetry } from './retry.js';

/** Credentials of a server-to-server OAuth app, which the app's page in Zoom's Marketplace shows. */
export interface ServerToServerCredentials {
  /** The id of the account that installed the app. */
  readonly accountId: string | undefined;
  /** The id of the app. */
  readonly clientId: string | undefined;
  /** The secret of the app. It is sent to `tokenUrl` only. */
  readonly clientSecret: string | undefined;
}

/**
 * Returns a token. `renew` is true if Zoom rejected the last one. `signal` aborts when the token is no longer wanted: the
 * list's signal aborted, or `timeoutMs` has passed.
 */
export type GetToken = (request: {
  readonly renew: boolean;
  readonly signal: AbortSignal;
}) => string | Promise<string>;

/** A source of tokens. */
export interface TokenSource {
  /** The credentials that it uses to get tokens. */
  readonly secrets: readonly string[];
  get(signal: AbortSignal | undefined): Promise<string>;
  /** Replaces a rejected token. Absent if the source has only one. */
  renew?(rejected: string, signal: AbortSignal | undefined): Promise<string>;
}

/** A token request in flight, and the number of callers waiting for it. */
interface SharedRequest {
  readonly token: Promise<string>;
  readonly controller: AbortController;
  waiting: number;
}

/** A token is renewed this long before it expires, or a tenth of its lifetime if that is shorter. */
const MAX_RENEWAL_MARGIN_MS = 60_000;

/** A source with one token. */
export function staticToken(token: string): TokenSource {
  checkToken('token', token);
  return { secrets: [], get: () => Promise.resolve(token) };
}

/** A source that calls the user's function for every token. A call has the deadline of a request. */
export function callbackToken(getToken: GetToken, timeoutMs: number): TokenSource {
  const deadline = { timeoutMs, message: `getToken returned no token within ${timeoutMs} ms.` };
  const ask = async (renew: boolean, signal: AbortSignal | undefined) => {
    const token = await withDeadline(deadline, signal, async (unwanted) =>
      getToken({ renew, signal: unwanted }),
    );
    return checkToken('the result of getToken', token);
  };
  return { secrets: [], get: (signal) => ask(false, signal), renew: (_, signal) => ask(true, signal) };
}

/**
 * A source with the tokens of a server-to-server OAuth app. It caches a token until shortly before it expires. Concurrent
 * callers share one token request; it is aborted when the last of them has given up.
 */
export function serverToServer(
  { accountId, clientId, clientSecret }: Readonly<Record<keyof ServerToServerCredentials, string>>,
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
  let cached: { token: string; expiresAtMs: number } | undefined;
  let pending: SharedRequest | undefined;

  const fetchToken = async (signal: AbortSignal): Promise<string> => {
    const askedAtMs = transport.now();
    const retry = createRetry(transport, signal);
    const { token, lifetimeMs } = await retry(() => requestToken(request, secrets, transport, signal));
    cached = {
      token,
      expiresAtMs: askedAtMs + lifetimeMs - Math.min(MAX_RENEWAL_MARGIN_MS, lifetimeMs / 10),
    };
    return token;
  };

  const start = (): SharedRequest => {
    const controller = new AbortController();
    return { token: fetchToken(controller.signal), controller, waiting: 0 };
  };

  const get = async (signal: AbortSignal | undefined): Promise<string> => {
    if (cached && transport.now() < cached.expiresAtMs) return cached.token;
    pending ??= start();
    const shared = pending;
    shared.waiting++;
    try {
      return await untilAborted(shared.token, signal);
    } finally {
      // The last caller aborts the request. A later caller must not join it.
      if (--shared.waiting === 0) {
        shared.controller.abort();
        if (pending === shared) pending = undefined;
      }
    }
  };

  const renew = (rejected: string, signal: AbortSignal | undefined): Promise<string> => {
    // Of several callers with a rejected token the first renews it; the others find the new token in the cache.
    if (cached?.token === rejected) cached = undefined;
    return get(signal);
  };

  return { secrets, get, renew };
}

async function requestToken(
  request: HttpRequest,
  secrets: readonly string[],
  transport: Transport,
  signal: AbortSignal,
): Promise<{ token: string; lifetimeMs: number }> {
  const { value } = await requestJson(request, { purpose: 'token', secrets }, transport, signal);
  const { access_token: token, expires_in: expiresIn } = value;
  if (!isToken(token))
    throw malformedError([{ path: ['access_token'], expected: 'token', received: kindOf(token) }]);
  const lifetimeMs = Number(expiresIn) * 1000;
  if (lifetimeMs > 0) return { token, lifetimeMs };
  throw malformedError([{ path: ['expires_in'], expected: 'number', received: kindOf(expiresIn) }]);
}

/** What a credential must be. It usually comes from the environment. */
export const SET = 'set: check the environment variable';

/** Checks that a text can be sent in a header; otherwise `fetch` would quote it in its error. */
export function checkToken(argument: string, text: unknown): string {
  if (isToken(text)) return text;
  throw new ArgumentError(argument, text ? 'a string of visible ASCII characters' : SET);
}

function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[\x21-\x7e]+$/.test(text);
}
