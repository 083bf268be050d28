import { Refused } from './refused.js';

/** A body whose buffer counts until it is released. */
export interface BufferHolder {
  /** Frees the buffer. */
  cancel(reason: Refused): void;
}

/** Limits the memory that one receiver uses for bodies whose signature is not checked yet. */
export interface BufferBudget {
  /** Counts more bytes for a holder. If that exceeds the budget, cancels the oldest holders until it does not. */
  grow(holder: BufferHolder, bytes: number): void;
  release(holder: BufferHolder): void;
}

/**
 * Cancelling the oldest lets genuine events in while strangers hold buffers: a genuine body arrives within milliseconds, so
 * it becomes the oldest only if strangers fill the whole budget in that time.
 */
export function createBufferBudget(maxBufferedBytes: number): BufferBudget {
  /** Oldest first: setting a key again does not move it. */
  const held = new Map<BufferHolder, number>();
  let total = 0;
  return {
    grow(holder, bytes) {
      held.set(holder, (held.get(holder) ?? 0) + bytes);
      total += bytes;
      for (const oldest of held.keys()) {
        if (total <= maxBufferedBytes) return;
        oldest.cancel(
          new Refused(
            'buffer_full',
            `Bodies exceed maxBufferedBytes (${maxBufferedBytes}): this one was the oldest.`,
          ),
        );
      }
    },
    release(holder) {
      total -= held.get(holder) ?? 0;
      held.delete(holder);
    },
  };
}
