import type { QosSample } from '../samples/index.js';
import type { Counter } from './counter.js';
import type { ConferenceFigures, ParticipantFigures, StreamFigures } from './figures.js';
import type { Saved } from './saved.js';
import { timeOf } from './span.js';

/** How many slices make the whole: the oldest tenth is dropped at a time. */
const SLICES = 10;

/**
 * Counts the samples of the last minutes, by the latest time that a sample said. Each slice of time has a counter of its
 * own, so that old samples are dropped with their slice; figures are those of all slices added up.
 */
export class Slices implements Counter {
  readonly #sliceMs: number;
  readonly #newCounter: () => Counter;
  readonly #slices = new Map<number, Counter>();
  #newest = -Infinity;
  /** What was forgotten in slices that were dropped. */
  #forgotten = 0;
  /** All slices added up, until the next sample comes. */
  #sum: Counter | undefined;

  constructor(minutes: number, newCounter: () => Counter) {
    this.#sliceMs = (minutes * 60_000) / SLICES;
    this.#newCounter = newCounter;
  }

  /** The time from which samples count; `null` before the first. */
  get sinceMs(): number | null {
    return this.#newest === -Infinity ? null : this.#oldest * this.#sliceMs;
  }

  get forgotten(): number {
    return [...this.#slices.values()].reduce((sum, { forgotten }) => sum + forgotten, this.#forgotten);
  }

  add(sample: QosSample): boolean {
    const timeMs = timeOf(sample);
    if (timeMs === null) return false;
    const slice = Math.floor(timeMs / this.#sliceMs);
    if (slice < this.#oldest) return false;
    const counter = this.#slices.get(slice) ?? this.#newCounter();
    const isCounted = counter.add(sample);
    // A repeated sample may still say a name.
    if (isCounted || this.#slices.has(slice)) this.#set(slice, counter);
    return isCounted;
  }

  get #oldest(): number {
    return this.#newest - SLICES + 1;
  }

  #set(slice: number, counter: Counter): void {
    this.#sum = undefined;
    this.#slices.set(slice, counter);
    this.#newest = Math.max(this.#newest, slice);
    for (const [each, { forgotten }] of this.#slices) {
      if (each >= this.#oldest) continue;
      this.#slices.delete(each);
      this.#forgotten += forgotten;
    }
  }

  conferences(worst?: number): ConferenceFigures[] {
    return this.#added().conferences(worst);
  }

  participants(worst?: number): ParticipantFigures[] {
    return this.#added().participants(worst);
  }

  streams(worst?: number): StreamFigures[] {
    return this.#added().streams(worst);
  }

  #added(): Counter {
    if (this.#sum === undefined) {
      this.#sum = this.#newCounter();
      // In order of time, in which readings are joined exactly.
      for (const [, counter] of [...this.#slices].sort(([a], [b]) => a - b)) this.#sum.addAll(counter);
    }
    return this.#sum;
  }

  addAll(other: Slices): void {
    this.#forgotten += other.#forgotten;
    for (const [slice, counter] of other.#slices) {
      if (slice < this.#oldest) continue;
      const own = this.#slices.get(slice) ?? this.#newCounter();
      own.addAll(counter);
      this.#set(slice, own);
    }
  }

  toJSON(): unknown {
    return { forgotten: this.#forgotten, slices: [...this.#slices] };
  }

  static from(
    saved: Saved,
    minutes: number,
    newCounter: () => Counter,
    counterFrom: (saved: Saved) => Counter,
  ): Slices {
    const slices = new Slices(minutes, newCounter);
    slices.#forgotten = saved.get('forgotten').whole();
    for (const entry of saved.get('slices').list(SLICES)) {
      const [slice, counter] = entry.tuple(2);
      slices.#set(slice.whole(Number.MIN_SAFE_INTEGER), counterFrom(counter));
    }
    return slices;
  }
}
