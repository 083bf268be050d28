import { ArgumentError } from '../errors.js';
import { type Sleep, sleep } from './abort.js';
import type { Fetch } from './fetch.js';
import type { Transport } from './json.js';
import {
  checkToken,
  fixedToken,
  type GetToken,
  givenToken,
  type ServerToServerCredentials,
  serverToServer,
  type TokenSource,
} from './token.js';

/** Credentials in one of three forms: of a server-to-server OAuth app, a token, or a function that gives tokens. */
export type QssCredentials =
  | (ServerToServerCredentials & { readonly token?: never; readonly getToken?: never })
  | (NoServerToServer & { readonly token: string; readonly getToken?: never })
  | (NoServerToServer & { readonly token?: never; readonly getToken: GetToken });

interface NoServerToServer {
  readonly accountId?: never;
  readonly clientId?: never;
  readonly clientSecret?: never;
}

/** Settings of a client, each with a default that suits a service. */
export interface QssClientSettings {
  /** Where the API is, `https://api.zoom.us/v2` unless given. */
  readonly baseUrl?: string;
  /** Where tokens are, for the API of Zoom and of Zoom for Government known from `baseUrl`. */
  readonly tokenUrl?: string;
  /** Allows `http:` URLs, over which anyone on the way can read the token. For tests. */
  readonly allowInsecureBaseUrl?: boolean;
  /** The deadline of one request, headers and body together, in milliseconds; 30,000 unless given. */
  readonly timeoutMs?: number;
  /** The longest wait that `Retry-After` may ask for, in milliseconds; 60,000 unless given. A longer one is an error with `retryAt`. */
  readonly maxRetryWaitMs?: number;
  /** At most so many requests begin in a second; no limit unless given. */
  readonly requestsPerSecond?: number;
  /** What sends requests; the platform's `fetch` unless given. */
  readonly fetch?: Fetch;
  /** The time in milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits between attempts and for turns; a timer unless given. */
  readonly sleep?: Sleep;
}

/** What `createQssClient` takes: credentials and settings. */
export type QssClientOptions = QssCredentials & QssClientSettings;

const API_URL = 'https://api.zoom.us/v2';
/** The longest delay a timer knows. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The options checked, with the defaults filled in. */
export function readOptions(options: QssClientOptions) {
  const insecure = options.allowInsecureBaseUrl === true;
  const baseUrl = readUrl('baseUrl', options.baseUrl ?? API_URL, insecure);
  const timeoutMs = readNumber('timeoutMs', options.timeoutMs ?? 30_000, 1, MAX_TIMER_MS);
  const maxRetryWaitMs = readNumber('maxRetryWaitMs', options.maxRetryWaitMs ?? 60_000, 0, MAX_TIMER_MS);
  const transport: Transport = {
    // Looked up at each call, so that instrumentation put in place later is used.
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
  if ([app, token, getToken].filter((credential) => credential !== undefined).length !== 1) {
    throw new ArgumentError('options', 'given accountId, clientId and clientSecret, or token, or getToken');
  }
  if (token !== undefined) return fixedToken(token);
  if (getToken !== undefined) return givenToken(getToken);
  const credentials = {
    accountId: checkToken('accountId', accountId),
    clientId: checkToken('clientId', clientId),
    clientSecret: checkToken('clientSecret', clientSecret),
  };
  const tokenUrl = options.tokenUrl ?? tokenUrlFor(baseUrl);
  if (tokenUrl === undefined) {
    throw new ArgumentError('tokenUrl', "given too: baseUrl is not Zoom's");
  }
  return serverToServer(credentials, readUrl('tokenUrl', tokenUrl, insecure), transport);
}

/** Credentials of one cloud must not go to another, nor those for a test to Zoom. */
function tokenUrlFor(baseUrl: string): string | undefined {
  const domain = /[/.](zoom\.us|zoomgov\.com)$/.exec(new URL(baseUrl).origin)?.[1];
  return domain && `https://${domain}/oauth/token`;
}

function readUrl(argument: string, text: string, insecure: boolean): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  const secure = url?.protocol === 'https:' || (insecure && url?.protocol === 'http:');
  // An empty query is none to `search`, but stays in the text that the path is added to.
  if (!url || !secure || url.username || url.password || /[?#]/.test(url.href)) {
    const kind = 'an https URL (http with allowInsecureBaseUrl) without user name, query and fragment';
    throw new ArgumentError(argument, kind);
  }
  return url.href;
}

function readNumber(argument: string, value: number, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new ArgumentError(argument, `a number from ${min} to ${max}`);
}
