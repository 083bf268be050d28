import { isZoomQssError } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { SampleIssue } from '../../samples/index.js';
import type { Store } from '../../store/index.js';
import {
  createReceiver,
  type Delivery,
  type Receiver,
  type UnreadableRequest,
} from '../../webhooks/index.js';
import { batchOf } from '../database/batch-of.js';
import type { Accepted, Row } from '../input/outcome.js';
import { outcomeOf } from '../input/read-event.js';
import { FileInUseError } from '../output/file-lock.js';
import { ndjsonFormatter } from '../output/json-formats.js';
import { printable } from '../output/printable.js';
import type { OpenReceiverFiles, ReceiverFiles } from './receiver-files.js';

/** Something that happened, without payload text. */
export type LogEntry =
  /** `event` is absent if the name is unknown: it would be the sender's text. */
  | { readonly kind: 'received'; readonly event: string | undefined; readonly rows: readonly Row[] }
  | { readonly kind: 'issues'; readonly issues: readonly SampleIssue[] }
  | { readonly kind: 'rejected' | 'refused'; readonly code: string }
  /** `holder` says which other listener has the file. */
  | { readonly kind: 'failed'; readonly code: string; readonly holder: string | undefined }
  | { readonly kind: 'duplicate' | 'validated' };

const ALL = { samples: true, snapshots: true };
const LINE_FEED = Buffer.from('\n');

/** Where a receiver writes. */
export interface Sinks extends Pick<OpenReceiverFiles, keyof ReceiverFiles> {
  /** A database that gets samples, snapshots and issues; it resolves once they are committed. */
  readonly store?: Store | undefined;
}

/**
 * Creates a receiver that writes samples, rejects and issues to files, to a database or to both, and answers Zoom after the
 * writes. Bodies of which samples and snapshots do not hold everything are kept whole.
 */
export function createFileReceiver(
  secrets: string | readonly string[],
  { out, rejects, issues: issuesFile, store: database }: Sinks,
  log: (entry: LogEntry) => void,
): Receiver {
  const formatter = ndjsonFormatter();
  const keep = (body: Uint8Array) => rejects.append(Buffer.concat([body, LINE_FEED]));

  const store = async (event: ZoomEvent | UnknownEvent, delivery: Delivery): Promise<void> => {
    const outcome = outcomeOf(event, ALL, delivery);
    const isUnknown = outcome.status === 'skipped' && outcome.reason === 'unknown event';
    const rows = outcome.status === 'read' ? outcome.rows : [];
    const { issues } = outcome;
    let lines = '';
    for (const row of rows) lines += formatter.row(row);
    if (lines !== '') await out?.append(lines);
    const refusal = await storeIn(database, outcome);
    if (isUnknown || hasLost(outcome) || refusal !== undefined) await keep(delivery.body);
    if (issues.length > 0) {
      await issuesFile?.append(
        issues.map((each) => `${JSON.stringify({ input: event.event, ...each })}\n`).join(''),
      );
      log({ kind: 'issues', issues });
    }
    if (refusal !== undefined) log({ kind: 'rejected', code: refusal });
    log({ kind: 'received', event: isUnknown ? undefined : event.event, rows });
  };

  return createReceiver({
    secrets,
    onEvent: store,
    onUnknown: store,
    async onUnreadable({ body, error }: UnreadableRequest) {
      await keep(body);
      log({ kind: 'rejected', code: error.code });
    },
    onRefused: ({ code }) => log({ kind: 'refused', code }),
    onDuplicate: () => log({ kind: 'duplicate' }),
    onAnswered: ({ challenge, status, code }) => {
      if (challenge && status === 200) log({ kind: 'validated' });
      // This refusal has no callback of its own.
      if (code === 'busy') log({ kind: 'refused', code });
    },
    onError: ({ stage, error }) =>
      log({
        kind: 'failed',
        code: codeOf(error) ?? stage,
        holder: error instanceof FileInUseError ? printable(error.message) : undefined,
      }),
  });
}

/** Stores an event in the database, if there is one. Returns a code if the database refuses its data: a retry would fail too. */
async function storeIn(store: Store | undefined, outcome: Accepted): Promise<string | undefined> {
  try {
    await store?.write(batchOf(outcome));
    return undefined;
  } catch (error) {
    if (store?.isDataError?.(error) !== true) throw error;
    return codeOf(error) ?? 'row_rejected';
  }
}

/** Whether a value of the event is in neither its rows nor its issues. */
function hasLost({ issues, omitted = 0 }: Accepted): boolean {
  // The issue of an unknown field has its text, but not an object or a list.
  const isKept = ({ code, text }: SampleIssue) =>
    code !== 'field_unreadable' && (code !== 'field_unknown' || text !== null);
  return omitted > 0 || !issues.every(isKept);
}

/** `ENOSPC`, `event_malformed`: a code holds no payload text. */
export function codeOf(error: unknown): string | undefined {
  if (isZoomQssError(error)) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
