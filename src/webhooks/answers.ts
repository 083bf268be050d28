import type { EventParseErrorCode, WebhookVerificationErrorCode } from '../errors.js';

/** A receiver's answer. `body` is JSON, or empty. */
export interface WebhookAnswer {
  /** Why it is not a success. */
  readonly code?: AnswerCode;
  /** The HTTP status. */
  readonly status: number;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or empty. */
  readonly body: string;
}

/** Why a request was refused: before the receiver knew that it is genuine and in time, or because too many handlers run. */
export type RefusalCode =
  | WebhookVerificationErrorCode
  | 'path_unknown'
  | 'method_not_allowed'
  | 'encoding_unsupported'
  | 'body_too_large'
  | 'body_timeout'
  | 'body_incomplete'
  | 'buffer_full'
  | 'body_fragmented'
  | 'overloaded'
  | 'shutting_down';

/** Every code of an answer that is not a success. The body is `{ "error": code }`. */
export type AnswerCode =
  | RefusalCode
  | EventParseErrorCode
  | 'challenge_malformed'
  | 'busy'
  | 'deadline_exceeded'
  | 'handler_failed'
  | 'handler_aborted'
  | 'internal_error';

/**
 * Zoom retries after a 5xx, and never after a 3xx or 4xx. So 4xx is for requests that cannot be Zoom's, and 5xx for those
 * that might be.
 */
export const STATUS: Readonly<Record<AnswerCode, number>> = {
  // 500 if a genuine body is only white space.
  body_empty: 400,
  signature_missing: 401,
  signature_malformed: 401,
  timestamp_missing: 401,
  timestamp_malformed: 401,
  path_unknown: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  encoding_unsupported: 415,
  secret_missing: 500,
  body_not_raw: 500,
  body_not_utf8: 500,
  body_not_json: 500,
  event_malformed: 500,
  challenge_malformed: 500,
  handler_failed: 500,
  internal_error: 500,
  // 401 if the time is not near, or with `mismatchStatus: 401`.
  signature_mismatch: 503,
  timestamp_stale: 503,
  timestamp_future: 503,
  body_timeout: 503,
  body_incomplete: 503,
  buffer_full: 503,
  body_fragmented: 503,
  busy: 503,
  deadline_exceeded: 503,
  handler_aborted: 503,
  overloaded: 503,
  shutting_down: 503,
};

const JSON_HEADERS = { 'content-type': 'application/json' };

export const ACCEPTED: WebhookAnswer = { status: 200, headers: {}, body: '' };

export function answerJson(value: unknown): WebhookAnswer {
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify(value) };
}

export function answerError(code: AnswerCode, status: number = STATUS[code]): WebhookAnswer {
  return {
    code,
    status,
    headers: code === 'method_not_allowed' ? { ...JSON_HEADERS, allow: 'POST' } : JSON_HEADERS,
    body: JSON.stringify({ error: code }),
  };
}
