import { LEASE_MS } from './dedupe.js';

/** A slot between its neighbours in a ring, which has the slots in the order they were taken. */
export class Slot {
  older: Slot = this;
  newer: Slot = this;
  /** When its lease ends. */
  readonly endsAt: number;
  /** Undefined once it is free. */
  onFree: (() => void) | undefined;

  constructor(endsAt: number, onFree?: () => void) {
    this.endsAt = endsAt;
    this.onFree = onFree;
  }

  /** Frees the slot, unless it is free already. */
  free(): void {
    const { onFree } = this;
    if (!onFree) return;
    this.onFree = undefined;
    this.older.newer = this.newer;
    this.newer.older = this.older;
    onFree();
  }
}

/**
 * Limits how many handlers run at once. A handler that hangs has its slot until the lease of its event is over: without an
 * end it would block the slot for ever.
 */
export class Slots {
  readonly #max: number;
  /** Where the ring begins: newer than the newest slot, and older than the oldest. */
  readonly #start = new Slot(0);
  #taken = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Takes a slot, or returns undefined if all are taken. `onFree` is called once, when it is free again. */
  take(onFree: () => void): Slot | undefined {
    const now = performance.now();
    const start = this.#start;
    if (this.#taken >= this.#max) {
      if (start.newer.endsAt > now) return undefined;
      start.newer.free();
    }
    const slot = new Slot(now + LEASE_MS, () => {
      this.#taken--;
      onFree();
    });
    slot.older = start.older;
    slot.newer = start;
    slot.older.newer = start.older = slot;
    this.#taken++;
    return slot;
  }
}
