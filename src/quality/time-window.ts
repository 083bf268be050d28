import type { Saved } from './saved.js';

/** How many slices the last minutes have: the oldest tenth is dropped at a time. */
export const SLICES = 10;

/** Where samples count whatever their time: one slice takes all. */
const ONLY_SLICE = 0;

/** Which times count: all, or those of the last minutes, by the latest time that a sample said. */
export class TimeWindow {
  readonly #sliceMs: number | null;
  #newest = -Infinity;

  /** @param minutes how many of the last minutes count; `null` for all */
  constructor(minutes: number | null) {
    this.#sliceMs = minutes === null ? null : (minutes * 60_000) / SLICES;
  }

  /** The slice that a time belongs to; `null` if it is too old to count, or unknown. */
  sliceOf(timeMs: number | null): number | null {
    if (this.#sliceMs === null) return ONLY_SLICE;
    if (timeMs === null) return null;
    const slice = Math.floor(timeMs / this.#sliceMs);
    return slice < this.oldest ? null : slice;
  }

  /** Moves on to a slice. Returns whether slices before `oldest` are to be dropped. */
  moveTo(slice: number): boolean {
    if (slice <= this.#newest) return false;
    this.#newest = slice;
    return true;
  }

  get newest(): number {
    return this.#newest;
  }

  /** The oldest slice that counts. */
  get oldest(): number {
    return this.#newest - SLICES + 1;
  }

  /** With minutes, the time from which samples count; `null` before the first. */
  get sinceMs(): number | null {
    return this.#sliceMs === null || this.#newest === -Infinity ? null : this.oldest * this.#sliceMs;
  }

  /** The newest slice; `null` before the first. */
  toJSON(): number | null {
    return this.#newest === -Infinity ? null : this.#newest;
  }

  static from(saved: Saved, minutes: number | null): TimeWindow {
    const window = new TimeWindow(minutes);
    const newest = saved.orNull((slice) => slice.whole(Number.MIN_SAFE_INTEGER));
    if (minutes !== null && newest !== null) window.#newest = newest;
    return window;
  }
}
