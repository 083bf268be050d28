import type { EventParseError } from '../../errors.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';

/** One row of output. */
export type Row =
  | {
      readonly kind: 'sample';
      readonly record: QosSample;
      /** Whether it is known that no text of the record needs an escape in JSON, as nothing in what it was read from has one. */
      readonly isPlain?: boolean;
    }
  | { readonly kind: 'snapshot'; readonly record: ClientSnapshot };

/** What came of one JSON value of the input. */
export type Outcome =
  | { readonly status: 'read'; readonly rows: readonly Row[]; readonly issues: readonly SampleIssue[] }
  /** An event that was understood, with nothing in it to normalise. */
  | { readonly status: 'skipped'; readonly reason: SkipReason }
  /** The reason holds no text of the payload. */
  | Rejected;

export interface Rejected {
  readonly status: 'rejected';
  readonly code: string;
  readonly reason: string;
}

/** `other kind`: rows of a kind that was not asked for; `other event`: a Video SDK event; `unknown event`: neither's. */
export type SkipReason = 'other kind' | 'other event' | 'unknown event';

/** Reads the bytes of one JSON value. */
export type Read = (bytes: Uint8Array) => Outcome;

/** The code of what is no JSON at all. */
export const NOT_JSON = 'body_not_json';

/** A value that could not be parsed. What the library says of a request's body is said here of a line or an element. */
export function rejectedBy({ code, message }: EventParseError): Rejected {
  return { status: 'rejected', code, reason: message.replace(/^The body, of \d+ \w+,/, 'This') };
}
