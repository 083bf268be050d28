import { LEASE_MS } from './dedupe.js';

/** Limits how many handlers run at once. */
export interface Slots {
  /** Takes a slot and returns what frees it, or undefined if all are taken. `ended` is called once, when it is free. */
  take(ended: () => void): (() => void) | undefined;
}

interface Slot {
  /** When its lease ends. */
  readonly endsAt: number;
  readonly free: () => void;
}

/** A handler that hangs has its slot until the lease of its event is over: without an end it would block the slot for ever. */
export function createSlots(maxConcurrent: number): Slots {
  /** Oldest first. The keys are numbers, which a Map hashes faster than objects. */
  const taken = new Map<number, Slot>();
  let last = 0;
  return {
    take(ended) {
      const now = performance.now();
      if (taken.size >= maxConcurrent) {
        const [oldest] = taken.values();
        if (!oldest || oldest.endsAt > now) return undefined;
        oldest.free();
      }
      const id = ++last;
      const free = () => {
        if (taken.delete(id)) ended();
      };
      taken.set(id, { endsAt: now + LEASE_MS, free });
      return free;
    },
  };
}
