import {
  MAX_TIMER_MS,
  requireFunction,
  requireObject,
  requireOptions,
  requireWhole,
} from '../errors/require.js';
import { ArgumentError, StoreError } from '../errors.js';
import { concatenate, type PartialBatch, sizeOf } from './batch.js';
import { halves, type PoisonRecord, singleRecord } from './halves.js';
import type { Store } from './store.js';

/** Options of `createWriter`. */
export interface WriterOptions {
  /** How many rows are stored together at most, unless one batch has more. 5,000 by default. */
  readonly maxRows?: number | undefined;
  /**
   * How long the first batch waits for others at most, in milliseconds. It waits no longer once as many are there as were
   * stored together before. While rows are being stored, batches gather anyway. 10 by default.
   */
  readonly maxWaitMs?: number | undefined;
  /** How many rows may wait or be under way; a batch beyond is rejected at once. 50,000 by default. */
  readonly maxPending?: number | undefined;
  /**
   * Gets each record that the database rejects for its data, after which the rest of its batch is stored. Keep the record. If
   * it throws or rejects, so does the `write` of that batch. Without it, `write` rejects for the batch that holds the record.
   *
   * The writer waits for its promise. So do not await a `write` of the same writer in it: that waits for this promise.
   */
  readonly onPoison?: ((poison: PoisonRecord, error: unknown) => void | Promise<void>) | undefined;
}

/** A store that stores the batches of many callers together. */
export interface Writer extends Store {
  /** How many rows wait or are under way. */
  readonly pending: number;
  /** Stores what waits, then resolves. From now on `write` rejects. */
  close(): Promise<void>;
}

const OPTIONS = { maxRows: 0, maxWaitMs: 0, maxPending: 0, onPoison: 0 } as const;

/** A batch that waits, with its promise. */
interface Job {
  readonly batch: PartialBatch;
  readonly rows: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a writer: the batches of many handlers are stored together, and each `write` resolves once its own rows are durable. So
 * an event that was answered with 2xx is stored. Nothing is dropped: what cannot be stored is rejected.
 *
 * @throws {ArgumentError} `argument_invalid`, for options that cannot be used
 * @example
 * const writer = createWriter(store)
 * const receiver = createReceiver({ secrets, onEvent: (event, { repairs }) => writer.write(toBatch(event, repairs)) })
 * process.once('SIGTERM', () => writer.close())
 */
export function createWriter(store: Store, options: WriterOptions = {}): Writer {
  requireObject('store', store, 'a store, such as postgresStore returns');
  if (typeof store.write !== 'function') throw new ArgumentError('store.write', 'a function');
  requireFunction('store.isDataError', store.isDataError);
  requireOptions(options, 'createWriter', OPTIONS, 'an object, such as { maxWaitMs: 10 }');
  const { maxRows = 5_000, maxWaitMs = 10, maxPending = 50_000, onPoison } = options;
  requireWhole('maxRows', maxRows, 1);
  requireWhole('maxWaitMs', maxWaitMs, 0, MAX_TIMER_MS);
  requireWhole('maxPending', maxPending, 1);
  requireFunction('onPoison', onPoison);

  const jobs: Job[] = [];
  let waiting = 0;
  let pending = 0;
  let isClosed = false;
  /** How many batches were stored together last: callers that wait for each answer come again, and then no one else does. */
  let expected = Number.POSITIVE_INFINITY;
  let flushing: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function isDataError(error: unknown): boolean {
    if (error instanceof ArgumentError) return true;
    try {
      return store.isDataError?.(error) === true;
    } catch {
      // The error of the write is the one to report.
      return false;
    }
  }

  function schedule(): void {
    if (flushing !== undefined || jobs.length === 0) return;
    if (isClosed || waiting >= maxRows || jobs.length >= expected || maxWaitMs === 0) flush();
    else timer ??= setTimeout(flush, maxWaitMs);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    flushing = storeJobs(takeJobs()).finally(() => {
      flushing = undefined;
      schedule();
    });
  }

  /** The first batches that fit into one flush, and always one. */
  function takeJobs(): Job[] {
    let rows = 0;
    let count = 0;
    for (const job of jobs) {
      if (count > 0 && rows + job.rows > maxRows) break;
      rows += job.rows;
      count += 1;
    }
    waiting -= rows;
    expected = count;
    return jobs.splice(0, count);
  }

  /** Stores batches together. If one holds data that the database rejects, it is found by halving. */
  async function storeJobs(taken: readonly Job[]): Promise<void> {
    const [first] = taken;
    if (first === undefined) return;
    try {
      await (taken.length === 1
        ? storeOne(first.batch)
        : store.write(concatenate(taken.map(({ batch }) => batch))));
    } catch (error) {
      if (taken.length > 1 && isDataError(error)) {
        const half = taken.length >> 1;
        await storeJobs(taken.slice(0, half));
        await storeJobs(taken.slice(half));
      } else for (const job of taken) settle(job, () => job.reject(error));
      return;
    }
    for (const job of taken) settle(job, job.resolve);
  }

  async function storeOne(batch: PartialBatch): Promise<void> {
    try {
      await store.write(batch);
    } catch (error) {
      if (onPoison === undefined || !isDataError(error)) throw error;
      const poison = singleRecord(batch);
      if (poison !== undefined) await onPoison(poison, error);
      else for (const half of halves(batch)) await storeOne(half);
    }
  }

  function settle({ rows }: Job, tell: () => void): void {
    pending -= rows;
    tell();
  }

  return {
    write(batch) {
      if (isClosed) return Promise.reject(new StoreError('writer_closed', 'The writer was closed before.'));
      let rows: number;
      try {
        rows = sizeOf(batch);
      } catch (error) {
        return Promise.reject(error);
      }
      if (rows === 0) return Promise.resolve();
      // A batch that is too large for any moment is taken when nothing else is there.
      if (pending > 0 && pending + rows > maxPending)
        return Promise.reject(
          new StoreError('writer_full', `${pending} rows wait already, and maxPending is ${maxPending}.`),
        );
      pending += rows;
      waiting += rows;
      const written = new Promise<void>((resolve, reject) => jobs.push({ batch, rows, resolve, reject }));
      schedule();
      return written;
    },
    async close() {
      isClosed = true;
      schedule();
      while (flushing !== undefined) await flushing;
    },
    isDataError,
    get pending() {
      return pending;
    },
  };
}
