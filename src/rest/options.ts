import { requireFunction, requireOptions } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { type Sleep, sleep } from './abort.js';
import type { Fetch } from './fetch.js';
import type { Transport } from './json.js';
import {
  callbackToken,
  checkToken,
  type GetToken,
  SET,
  type ServerToServerCredentials,
  serverToServer,
  staticToken,
  type TokenSource,
} from './token.js';

/**
 * Credentials in one of three forms: those of a server-to-server OAuth app, a token, or a function that returns tokens. They
 * may be `process.env.…`: one that is not set is an `ArgumentError`.
 */
export type QssCredentials =
  | (ServerToServerCredentials & { readonly token?: undefined; readonly getToken?: undefined })
  | (NoServerToServer & {
      /** An access token. It is not renewed. */
      readonly token: string | undefined;
      readonly getToken?: undefined;
    })
  | (NoServerToServer & {
      readonly token?: undefined;
      /** Returns an access token. It is called for each page, and again if Zoom rejects the token. */
      readonly getToken: GetToken;
    });

interface NoServerToServer {
  readonly accountId?: undefined;
  readonly clientId?: undefined;
  readonly clientSecret?: undefined;
}

/** Settings of a client. All have defaults. */
export interface QssClientSettings {
  /** The base URL of the API. `https://api.zoom.us/v2` by default. */
  readonly baseUrl?: string | undefined;
  /** The URL of the token endpoint. By default it follows from `baseUrl`, if that is Zoom's or Zoom for Government's. */
  readonly tokenUrl?: string | undefined;
  /** Allows `http:` URLs, over which the token travels unencrypted. For tests only. */
  readonly allowInsecureBaseUrl?: boolean | undefined;
  /** The deadline of one request, headers and body together, and of one call of `getToken`. In milliseconds, 30,000 by default. */
  readonly timeoutMs?: number | undefined;
  /**
   * The longest wait that `Retry-After` may ask for, in milliseconds. 60,000 by default. A longer one is an error with
   * `retryAt`.
   */
  readonly maxRetryWaitMs?: number | undefined;
  /** The maximum number of requests per second. No limit by default. */
  readonly requestsPerSecond?: number | undefined;
  /** Sends the requests. `globalThis.fetch` by default. */
  readonly fetch?: Fetch | undefined;
  /** The clock, in milliseconds since 1970. `Date.now` by default. */
  readonly now?: (() => number) | undefined;
  /** Waits before retries and for `requestsPerSecond`. Uses `setTimeout` by default. */
  readonly sleep?: Sleep | undefined;
}

/** The options of `createQssClient`: credentials and settings. */
export type QssClientOptions = QssCredentials & QssClientSettings;

const OPTIONS = {
  accountId: 0,
  clientId: 0,
  clientSecret: 0,
  token: 0,
  getToken: 0,
  baseUrl: 0,
  tokenUrl: 0,
  allowInsecureBaseUrl: 0,
  timeoutMs: 0,
  maxRetryWaitMs: 0,
  requestsPerSecond: 0,
  fetch: 0,
  now: 0,
  sleep: 0,
} as const;

const API_URL = 'https://api.zoom.us/v2';
/** The longest delay that `setTimeout` supports. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {ArgumentError} `argument_invalid`: an unusable option
 */
export function readOptions(options: QssClientOptions) {
  requireOptions(options, 'createQssClient', OPTIONS, 'an object with credentials');
  for (const name of ['fetch', 'now', 'sleep', 'getToken'] as const) requireFunction(name, options[name]);
  const insecure = options.allowInsecureBaseUrl === true;
  const baseUrl = readUrl('baseUrl', options.baseUrl ?? API_URL, insecure);
  const timeoutMs = readNumber('timeoutMs', options.timeoutMs ?? 30_000, 1, MAX_TIMER_MS);
  const maxRetryWaitMs = readNumber('maxRetryWaitMs', options.maxRetryWaitMs ?? 60_000, 0, MAX_TIMER_MS);
  const transport: Transport = {
    // Looked up at each call, so that instrumentation installed later is used.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    now: options.now ?? Date.now,
    sleep: options.sleep ?? sleep,
    timeoutMs,
    maxRetryWaitMs,
  };
  return {
    baseUrl: baseUrl.replace(/\/$/, ''),
    requestsPerSecond: readNumber(
      'requestsPerSecond',
      options.requestsPerSecond ?? Infinity,
      0.001,
      Infinity,
    ),
    transport,
    tokens: readCredentials(options, baseUrl, insecure, transport),
  };
}

function readCredentials(
  options: QssClientOptions,
  baseUrl: string,
  insecure: boolean,
  transport: Transport,
): TokenSource {
  const { accountId, clientId, clientSecret, token, getToken } = options;
  const app = accountId ?? clientId ?? clientSecret;
  const unset = (['accountId', 'token'] as const).find((name) => name in options);
  if (app === undefined && token === undefined && getToken === undefined && unset !== undefined)
    throw new ArgumentError(unset, SET);
  if ([app, token, getToken].filter((credential) => credential !== undefined).length !== 1) {
    throw new ArgumentError('options', 'one of: accountId, clientId and clientSecret; token; getToken');
  }
  if (token !== undefined) return staticToken(token);
  if (getToken !== undefined) return callbackToken(getToken, transport.timeoutMs);
  const credentials = {
    accountId: checkToken('accountId', accountId),
    clientId: checkToken('clientId', clientId),
    clientSecret: checkToken('clientSecret', clientSecret),
  };
  const tokenUrl = options.tokenUrl ?? tokenUrlFor(baseUrl);
  if (tokenUrl === undefined) {
    throw new ArgumentError('tokenUrl', "set, since baseUrl is not Zoom's");
  }
  return serverToServer(credentials, readUrl('tokenUrl', tokenUrl, insecure), transport);
}

/** Zoom's token endpoint for its API. Other hosts need `tokenUrl`, so that no credentials go to the wrong host. */
function tokenUrlFor(baseUrl: string): string | undefined {
  const domain = /[/.](zoom\.us|zoomgov\.com)$/.exec(new URL(baseUrl).origin)?.[1];
  return domain && `https://${domain}/oauth/token`;
}

function readUrl(argument: string, text: string, insecure: boolean): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  const secure = url?.protocol === 'https:' || (insecure && url?.protocol === 'http:');
  // `search` is empty for a bare `?`, which would still precede the path.
  if (!url || !secure || url.username || url.password || /[?#]/.test(url.href)) {
    const kind =
      'an https URL (http with allowInsecureBaseUrl) as a string, without user name, query and fragment';
    throw new ArgumentError(argument, kind);
  }
  return url.href;
}

function readNumber(argument: string, value: number, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new ArgumentError(argument, `a number from ${min} to ${max}`);
}
