import type { EventParseError, EventParseErrorCode } from '../../errors.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';

/** The values of `--kind`. */
export const KINDS = ['samples', 'snapshots'] as const;
export type Kind = (typeof KINDS)[number];
/** The kinds of rows asked for. */
export type Kinds = Readonly<Record<Kind, boolean>>;

/** The first kind of those asked for. */
export function kindOf({ samples }: Kinds): Kind {
  return samples ? 'samples' : 'snapshots';
}

/** One row of output. */
export type Row =
  | {
      readonly kind: 'sample';
      readonly record: QosSample;
      /** Whether no text of the record needs an escape in JSON, because its input has no backslash. */
      readonly isPlain?: boolean;
    }
  | { readonly kind: 'snapshot'; readonly record: ClientSnapshot };

/** The outcome of reading one JSON value of the input. */
export type Outcome = Accepted | Rejected;

/** The outcome of a value that could be read. */
export type Accepted =
  | ({ readonly status: 'read'; readonly rows: readonly Row[] } & Findings)
  /** An event without anything to normalize, or a message about a connection. */
  | ({ readonly status: 'skipped'; readonly reason: SkipReason } & Findings);

interface Findings {
  readonly issues: readonly SampleIssue[];
  /** How many more fields and items were missing or unreadable, which are not listed. 0 by default. */
  readonly omitted?: number;
}

export interface Rejected {
  readonly status: 'rejected';
  readonly code: string;
  /** For people. It holds no payload text. */
  readonly reason: string;
}

/**
 * `other kind`: rows of a kind that `--kind` excludes; `other event`: a Video SDK event; `unknown event`: any other;
 * `connection message`: a WebSocket message that holds no event.
 */
export type SkipReason = 'other kind' | 'other event' | 'unknown event' | 'connection message';

/** Reads the bytes of one JSON value. */
export type ValueReader = (bytes: Uint8Array) => Outcome;

/** The code of text that is not JSON. */
export const NOT_JSON = 'body_not_json' satisfies EventParseErrorCode;

export function isNotJson(outcome: Outcome): boolean {
  return outcome.status === 'rejected' && outcome.code === NOT_JSON;
}

/** The library's messages speak of a request body. Here it is a line or an element. */
const REASONS: Partial<Record<EventParseErrorCode, string>> = {
  body_empty: 'Empty.',
  body_not_utf8: 'Not UTF-8.',
  body_not_json: 'Not JSON.',
};

/** The outcome for a value that could not be parsed. */
export function rejectedBy({ code, message }: EventParseError): Rejected {
  return { status: 'rejected', code, reason: REASONS[code] ?? message };
}
