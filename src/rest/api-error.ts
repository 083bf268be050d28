import { ZoomApiError, type ZoomApiErrorCode, type ZoomFieldError } from '../errors.js';
import { isObject } from '../shapes/conforms.js';
import type { HttpAnswer } from './http.js';
import { redact } from './redact.js';
import { readRetryAfter } from './retry-after.js';

/** What a request was for. The error is classified and redacted by it. */
export interface RequestContext {
  readonly purpose: 'first page' | 'next page' | 'token';
  /** Texts to remove from the error, in case the response repeats them. */
  readonly secrets: readonly string[];
}

const MAX_MESSAGE_LENGTH = 2000;

const BY_ZOOM_CODE: { readonly [zoomCode: number]: ZoomApiErrorCode } = {
  124: 'unauthorized',
  200: 'subscription_missing',
  3001: 'not_available',
  4700: 'scope_missing',
  4711: 'scope_missing',
  12702: 'too_old',
};

const BY_STATUS: { readonly [status: number]: ZoomApiErrorCode } = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'not_available',
};

const MEANINGS: Record<ZoomApiErrorCode, string> = {
  unauthorized: 'Zoom does not accept the credentials or the token',
  scope_missing: 'the app lacks a scope',
  subscription_missing: 'the app is not subscribed to the QoS summary event, or the account has no QSS',
  not_available: 'no such conference, or it has not ended yet',
  too_old: 'the conference is more than a year old',
  rate_limited: 'the apps of this account send too many requests',
  page_expired: 'the page token has expired; it is valid for 15 minutes',
  bad_request: 'see zoomMessage',
  server_error: 'it could not process the request; try again later',
};

/** Zoom's error code in a body, or `undefined` if the body is not an error. */
export function zoomErrorCode(body: unknown): number | undefined {
  const code = isObject(body) ? body.code : undefined;
  const number = typeof code === 'string' && /^\d{1,15}$/.test(code) ? Number(code) : code;
  return typeof number === 'number' && number !== 0 ? number : undefined;
}

/** The error for a response in which Zoom refuses the request. The body may be anything. */
export function apiErrorOf(
  answer: HttpAnswer,
  body: unknown,
  context: RequestContext,
  nowMs: number,
): ZoomApiError {
  const { status } = answer;
  const clean = (text: unknown) =>
    typeof text === 'string' ? redact(text, context.secrets).slice(0, MAX_MESSAGE_LENGTH) : undefined;
  const record = isObject(body) ? body : {};
  const zoomCode = zoomErrorCode(body);
  // The token endpoint calls it `reason`, the API `message`.
  const zoomMessage = clean(record.message) ?? clean(record.reason);
  const scopes = namedScopes(zoomMessage);
  const code = classify(status, zoomCode, scopes.length > 0, context.purpose);
  const numbers = `HTTP ${status}${zoomCode === undefined ? '' : `, code ${zoomCode}`}`;
  return new ZoomApiError(
    code,
    `${code === 'server_error' ? 'Zoom failed' : 'Zoom refused the request'} (${numbers}): ${MEANINGS[code]}.`,
    {
      status,
      zoomCode,
      zoomMessage,
      errors: fieldErrors(record.errors, clean),
      trackingId: clean(answer.headers.get('x-zm-trackingid')),
      retryAt: readRetryAfter(answer.headers.get('retry-after'), nowMs),
      scopes,
    },
  );
}

function classify(
  status: number,
  zoomCode: number | undefined,
  namesScopes: boolean,
  purpose: RequestContext['purpose'],
): ZoomApiErrorCode {
  if (status === 429 || zoomCode === 429) return 'rate_limited';
  if (status >= 500) return 'server_error';
  if (namesScopes) return 'scope_missing';
  if (purpose === 'token') return 'unauthorized';
  // 300 means a bad parameter; only the page token has changed since the first page.
  if (purpose === 'next page' && zoomCode === 300) return 'page_expired';
  return BY_ZOOM_CODE[zoomCode ?? 0] ?? BY_STATUS[status] ?? 'bad_request';
}

/** The scopes named in `Invalid access token, does not contain scopes:[a:b, c:d].` */
function namedScopes(message: string | undefined): string[] {
  const list = message?.match(/scopes:\s*\[([^\]]*)\]/)?.[1] ?? '';
  return list.match(/[\w:.-]+/g) ?? [];
}

function fieldErrors(value: unknown, clean: (text: unknown) => string | undefined): ZoomFieldError[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isObject)
    .map(({ field, message }) => ({ field: clean(field) ?? '', message: clean(message) ?? '' }));
}
