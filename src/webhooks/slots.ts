import { LEASE_MS } from './dedupe.js';

/** A handler's place among those that run. */
export interface Slot {
  /** When its lease ends. */
  readonly endsAt: number;
  readonly onFree: () => void;
}

/** Limits how many handlers run at once. */
export interface Slots {
  /** Takes a slot, or returns undefined if all are taken. `onFree` is called once, when it is free again. */
  take(onFree: () => void): Slot | undefined;
  /** Frees a slot, unless it is free already. */
  free(slot: Slot): void;
}

/** A handler that hangs has its slot until the lease of its event is over: without an end it would block the slot for ever. */
export function createSlots(maxConcurrent: number): Slots {
  /** Oldest first. */
  const taken = new Set<Slot>();

  function free(slot: Slot): void {
    if (taken.delete(slot)) slot.onFree();
  }

  return {
    take(onFree) {
      const now = performance.now();
      if (taken.size >= maxConcurrent) {
        const [oldest] = taken;
        if (!oldest || oldest.endsAt > now) return undefined;
        free(oldest);
      }
      const slot = { endsAt: now + LEASE_MS, onFree };
      taken.add(slot);
      return slot;
    },
    free,
  };
}
