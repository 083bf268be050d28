import { isZoomQssError } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { SampleIssue } from '../../samples/index.js';
import {
  createReceiver,
  type Delivery,
  type Receiver,
  type UnreadableRequest,
  type WebhookAnswer,
} from '../../webhooks/index.js';
import type { Row } from '../input/outcome.js';
import { outcomeOf } from '../input/read-event.js';
import { openAppendFile, openAppendFileLazily } from '../output/append-file.js';
import { ndjsonFormatter } from '../output/json-formats.js';

/** The files that a receiver writes. */
export interface ReceiverFiles {
  /** Samples and snapshots, as NDJSON. */
  readonly out: string;
  /** Genuine bodies that cannot be read, as received; created when there is one. */
  readonly rejects: string;
  /** Issues found in events that were read, as NDJSON; created when there is one. */
  readonly issues: string;
}

/** Something that happened, without payload text. */
export type LogEntry =
  /** `event` is absent if the name is unknown: it would be the sender's text. */
  | { readonly kind: 'received'; readonly event: string | undefined; readonly rows: readonly Row[] }
  | { readonly kind: 'issues'; readonly issues: readonly SampleIssue[] }
  | { readonly kind: 'rejected' | 'refused' | 'failed'; readonly code: string }
  | { readonly kind: 'duplicate' | 'validated' };

export interface FileReceiver {
  readonly receiver: Receiver;
  /** Closes the files. Close the receiver first. */
  close(): void;
}

const ALL = { samples: true, snapshots: true };

/** Creates a receiver that writes samples, rejects and issues to files, and answers Zoom after the write. */
export function createFileReceiver(
  secret: string,
  files: ReceiverFiles,
  log: (entry: LogEntry) => void,
): FileReceiver {
  const out = openAppendFile(files.out);
  const rejects = openAppendFileLazily(files.rejects);
  const issuesFile = openAppendFileLazily(files.issues);
  const formatter = ndjsonFormatter();

  const store = (event: ZoomEvent | UnknownEvent, delivery: Delivery): void => {
    const outcome = outcomeOf(event, ALL, delivery);
    const isUnknown = outcome.status === 'skipped' && outcome.reason === 'unknown event';
    const rows = outcome.status === 'read' ? outcome.rows : [];
    const { issues } = outcome;
    let lines = '';
    for (const row of rows) lines += formatter.row(row);
    if (lines !== '') out.append(lines);
    if (issues.length > 0) {
      issuesFile.append(
        issues.map((each) => `${JSON.stringify({ input: event.event, ...each })}\n`).join(''),
      );
      log({ kind: 'issues', issues });
    }
    log({ kind: 'received', event: isUnknown ? undefined : event.event, rows });
  };

  const receiver = createReceiver({
    secrets: secret,
    onEvent: store,
    onUnknown: store,
    onUnreadable({ body, error }: UnreadableRequest) {
      rejects.append(Buffer.concat([body, Buffer.from('\n')]));
      log({ kind: 'rejected', code: error.code });
    },
    onRefused: ({ code }) => log({ kind: 'refused', code }),
    onDuplicate: () => log({ kind: 'duplicate' }),
    onError: ({ stage, error }) => log({ kind: 'failed', code: codeOf(error) ?? stage }),
  });

  return {
    receiver: {
      ...receiver,
      handle: async (request) => {
        const answer = await receiver.handle(request);
        if (isChallengeAnswer(answer)) log({ kind: 'validated' });
        return answer;
      },
    },
    close() {
      out.close();
      rejects.close();
      issuesFile.close();
    },
  };
}

/** Only the answer to a challenge has status 200 and a body. */
function isChallengeAnswer({ status, body }: WebhookAnswer): boolean {
  return status === 200 && body !== '';
}

/** `ENOSPC`, `event_malformed`: a code holds no payload text. */
function codeOf(error: unknown): string | undefined {
  if (isZoomQssError(error)) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
