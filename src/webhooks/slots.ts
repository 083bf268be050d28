import { LEASE_MS } from './dedupe.js';

/** Limits how many handlers run at once. */
export interface Slots {
  /** Takes a slot and returns what frees it, or undefined if all are taken. `ended` is called once, when it is free. */
  take(ended: () => void): (() => void) | undefined;
}

/** A handler that hangs has its slot until the lease of its event is over: without an end it would block the slot for ever. */
export function createSlots(maxConcurrent: number): Slots {
  /** When each lease ends, by what frees the slot. Oldest first. */
  const taken = new Map<() => void, number>();
  return {
    take(ended) {
      const now = performance.now();
      for (const [free, leaseEndsAt] of taken) {
        if (taken.size < maxConcurrent || leaseEndsAt > now) break;
        free();
      }
      if (taken.size >= maxConcurrent) return undefined;
      const free = () => {
        if (taken.delete(free)) ended();
      };
      taken.set(free, now + LEASE_MS);
      return free;
    },
  };
}
