import { ArgumentError, type EventParseErrorCode } from '../errors.js';
import { isQssEvent, safeParseEvent } from '../events/index.js';
import { isLostItem } from '../samples/repair-issues.js';
import { type Batch, concatenate } from './batch.js';
import { toBatch } from './to-batch.js';

/** What `readBodies` returns. */
export interface BodiesResult {
  /** What is to be stored. */
  readonly batch: Batch;
  /** The bodies that cannot be read. Keep them: nothing of them is in the batch. */
  readonly rejected: readonly RejectedBody[];
  /** How many bodies are other events, which hold nothing to store. */
  readonly skipped: number;
}

/** A body that cannot be read. */
export interface RejectedBody {
  /** Its place among the bodies, from 0. */
  readonly index: number;
  /** The body, whole. It is payload: never log it. */
  readonly body: unknown;
  /** Why it cannot be read. */
  readonly code: EventParseErrorCode;
  /** For people. It holds no payload text. */
  readonly reason: string;
}

/**
 * Reads the bodies of webhooks into one batch. A body that cannot be read is returned whole with its code, and does not
 * affect the others. It is rejected as well when it is an event of which no item can be read.
 *
 * @param bodies each text, `Uint8Array`, or what `JSON.parse` returned
 * @throws {ArgumentError} `argument_invalid`, for anything but a list, such as a single body
 * @example
 * const { batch, rejected } = readBodies(lines)
 * await store.write(batch)
 */
export function readBodies(bodies: Iterable<unknown>): BodiesResult {
  // A single body would be read character by character.
  const isList = typeof bodies === 'object' && typeof bodies?.[Symbol.iterator] === 'function';
  if (!isList || ArrayBuffer.isView(bodies))
    throw new ArgumentError('bodies', 'a list of bodies, [body] for a single one');
  const batches: Batch[] = [];
  const rejected: RejectedBody[] = [];
  let skipped = 0;
  let index = -1;
  for (const body of bodies) {
    index += 1;
    const result = safeParseEvent(body);
    if (!result.ok) {
      const { code, message: reason } = result.error;
      rejected.push({ index, body, code, reason });
    } else if (!isQssEvent(result.event)) {
      skipped += 1;
    } else {
      const batch = toBatch(result.event, result.repairs);
      const lost =
        batch.samples.length + batch.snapshots.length === 0 ? batch.issues.find(isLostItem) : undefined;
      if (lost === undefined) batches.push(batch);
      else
        rejected.push({
          index,
          body,
          code: 'event_malformed',
          reason: `Nothing in the event can be read: expected ${lost.expected} at ${lost.path.join('.')}.`,
        });
    }
  }
  return { batch: concatenate(batches), rejected, skipped };
}
