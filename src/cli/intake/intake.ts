import { isZoomQssError } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { SampleIssue } from '../../samples/index.js';
import {
  createReceiver,
  type Receiver,
  type UnreadableRequest,
  type WebhookAnswer,
} from '../../webhooks/index.js';
import { ndjsonFormatter } from '../normalize/json-formats.js';
import type { Row } from '../normalize/outcome.js';
import { outcomeOf } from '../normalize/read-event.js';
import { openAppendFile, openLater } from './append-file.js';

/** Where what is received goes. */
export interface IntakeFiles {
  /** Samples and snapshots, as NDJSON. */
  readonly out: string;
  /** Bodies that are genuine but unreadable, as they came; made when there is one. */
  readonly rejects: string;
  /** Issues met in normalising, as NDJSON; made when there is one. */
  readonly issues: string;
}

/** Something that happened, without a word of payload. */
export type Happening =
  /** No `event` where its name is unknown: that would be the sender's text. */
  | { readonly kind: 'received'; readonly event: string | undefined; readonly rows: readonly Row[] }
  | { readonly kind: 'issues'; readonly issues: readonly SampleIssue[] }
  | { readonly kind: 'rejected' | 'refused' | 'failed'; readonly code: string }
  | { readonly kind: 'duplicate' | 'validated' };

export interface Intake {
  readonly receiver: Receiver;
  /** Closes the files, once the receiver is closed. */
  close(): void;
}

const ALL = { samples: true, snapshots: true };

/** A receiver that writes what it receives to files, and answers Zoom only when it is written. */
export function createIntake(
  secret: string,
  files: IntakeFiles,
  onHappening: (it: Happening) => void,
): Intake {
  const out = openAppendFile(files.out);
  const rejects = openLater(files.rejects);
  const issuesFile = openLater(files.issues);
  const formatter = ndjsonFormatter();

  const take = (event: ZoomEvent | UnknownEvent): void => {
    const outcome = outcomeOf(event, ALL);
    const isUnknown = outcome.status === 'left' && outcome.because === 'unknown event';
    const { rows, issues } = outcome.status === 'read' ? outcome : { rows: [], issues: [] };
    let lines = '';
    for (const row of rows) lines += formatter.row(row);
    if (lines !== '') out.append(lines);
    if (issues.length > 0) {
      issuesFile.append(
        issues.map((each) => `${JSON.stringify({ input: event.event, ...each })}\n`).join(''),
      );
      onHappening({ kind: 'issues', issues });
    }
    onHappening({ kind: 'received', event: isUnknown ? undefined : event.event, rows });
  };

  const receiver = createReceiver({
    secrets: secret,
    onEvent: take,
    onUnknown: take,
    onUnreadable({ body, error }: UnreadableRequest) {
      rejects.append(Buffer.concat([body, Buffer.from('\n')]));
      onHappening({ kind: 'rejected', code: error.code });
    },
    onRefused: ({ code }) => onHappening({ kind: 'refused', code }),
    onDuplicate: () => onHappening({ kind: 'duplicate' }),
    onError: ({ stage, error }) => onHappening({ kind: 'failed', code: codeOf(error) ?? stage }),
  });

  return {
    receiver: {
      ...receiver,
      handle: async (request) => {
        const answer = await receiver.handle(request);
        if (isChallengeAnswer(answer)) onHappening({ kind: 'validated' });
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
