import { isZoomQssError } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { SampleIssue } from '../../samples/index.js';
import {
  createReceiver,
  type Receiver,
  type RejectedRequest,
  type WebhookAnswer,
} from '../../webhooks/index.js';
import type { Row } from '../input/outcome.js';
import { outcomeOf } from '../input/read-event.js';
import { openAppendFile, openLater } from '../output/append-file.js';
import { ndjsonFormatter } from '../output/json-formats.js';

/** Where what is received goes. */
export interface ReceiverFiles {
  /** Samples and snapshots, as NDJSON. */
  readonly out: string;
  /** Bodies that are genuine but unreadable, as they came; made when there is one. */
  readonly rejects: string;
  /** Issues met in normalising, as NDJSON; made when there is one. */
  readonly issues: string;
}

/** Something that happened, without a word of payload. */
export type LogEntry =
  /** No `event` where its name is unknown: that would be the sender's text. */
  | { readonly kind: 'received'; readonly event: string | undefined; readonly rows: readonly Row[] }
  | { readonly kind: 'issues'; readonly issues: readonly SampleIssue[] }
  | { readonly kind: 'rejected' | 'refused' | 'failed'; readonly code: string }
  | { readonly kind: 'duplicate' | 'validated' };

export interface FileReceiver {
  readonly receiver: Receiver;
  /** Closes the files, once the receiver is closed. */
  close(): void;
}

const ALL = { samples: true, snapshots: true };

/** A receiver that writes what it receives to files, and answers Zoom only when it is written. */
export function createFileReceiver(
  secret: string,
  files: ReceiverFiles,
  log: (it: LogEntry) => void,
): FileReceiver {
  const out = openAppendFile(files.out);
  const rejects = openLater(files.rejects);
  const issuesFile = openLater(files.issues);
  const formatter = ndjsonFormatter();

  const take = (event: ZoomEvent | UnknownEvent): void => {
    const outcome = outcomeOf(event, ALL);
    const isUnknown = outcome.status === 'skipped' && outcome.reason === 'unknown event';
    const { rows, issues } = outcome.status === 'read' ? outcome : { rows: [], issues: [] };
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
    onEvent: take,
    onUnknown: take,
    onRejected({ body, error }: RejectedRequest) {
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

/** Of all successes only a challenge is answered with something. */
function isChallengeAnswer({ status, body }: WebhookAnswer): boolean {
  return status === 200 && body !== '';
}

/** `ENOSPC`, `event_malformed`: codes are nobody's text. */
function codeOf(error: unknown): string | undefined {
  if (isZoomQssError(error)) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
