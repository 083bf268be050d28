import { ZoomQssError } from './base.js';

/** Why a batch was not stored; `StoreError` says what each means. */
export type StoreErrorCode = 'writer_full' | 'writer_closed' | 'database_refused' | 'database_unreachable';

/**
 * A batch was not stored.
 *
 * - `writer_full`: more rows wait than `maxPending`. Answer 500; Zoom sends the event again.
 * - `writer_closed`: the writer was closed before.
 * - `database_refused`: ClickHouse answered with an error; `status` and `databaseCode` say which.
 * - `database_unreachable`: there was no answer from ClickHouse.
 */
export class StoreError extends ZoomQssError {
  static override readonly name: string = 'StoreError';

  readonly code: StoreErrorCode;
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** ClickHouse's own number of the error, if it said one. */
  readonly databaseCode: number | undefined;

  constructor(
    code: StoreErrorCode,
    message: string,
    {
      status,
      databaseCode,
      cause,
    }: { status?: number; databaseCode?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    this.databaseCode = databaseCode;
  }
}
