import { isZoomQssError } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { SampleIssue } from '../../samples/index.js';
import {
  createReceiver,
  type Delivery,
  type Receiver,
  type UnreadableRequest,
} from '../../webhooks/index.js';
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

/**
 * Creates a receiver that writes samples, rejects and issues to files, and answers Zoom after the write. Bodies of which
 * samples and snapshots do not hold everything are kept whole.
 */
export function createFileReceiver(
  secrets: string | readonly string[],
  files: Pick<OpenReceiverFiles, keyof ReceiverFiles>,
  log: (entry: LogEntry) => void,
): Receiver {
  const formatter = ndjsonFormatter();
  const keep = (body: Uint8Array) => files.rejects.append(Buffer.concat([body, LINE_FEED]));

  const store = async (event: ZoomEvent | UnknownEvent, delivery: Delivery): Promise<void> => {
    const outcome = outcomeOf(event, ALL, delivery);
    const isUnknown = outcome.status === 'skipped' && outcome.reason === 'unknown event';
    const rows = outcome.status === 'read' ? outcome.rows : [];
    const { issues } = outcome;
    const body = isUnknown || hasLost(outcome) ? delivery.body : undefined;
    let lines = '';
    for (const row of rows) lines += formatter.row(row);
    if (lines !== '') await files.out.append(lines);
    if (body !== undefined) await keep(body);
    if (issues.length > 0) {
      await files.issues.append(
        issues.map((each) => `${JSON.stringify({ input: event.event, ...each })}\n`).join(''),
      );
      log({ kind: 'issues', issues });
    }
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
    onAnswered: ({ challenge, status }) => {
      if (challenge && status === 200) log({ kind: 'validated' });
    },
    onError: ({ stage, error }) =>
      log({
        kind: 'failed',
        code: codeOf(error) ?? stage,
        holder: error instanceof FileInUseError ? printable(error.message) : undefined,
      }),
  });
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
