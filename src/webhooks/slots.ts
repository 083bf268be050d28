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
      if (taken.size >= maxConcurrent) {
        // Frees the oldest slot, which is enough, if its lease is over.
        const [[free, leaseEndsAt] = []] = taken;
        if (!free || Number(leaseEndsAt) > now) return undefined;
        free();
      }
      const free = () => {
        if (taken.delete(free)) ended();
      };
      taken.set(free, now + LEASE_MS);
      return free;
    },
  };
}
