import { BreachSums } from './breach-sums.js';
import { breachFiguresOf, type GroupFigures } from './figures.js';
import { Measured } from './measured.js';
import type { Measurement } from './reading.js';
import type { Saved } from './saved.js';
import type { Limit } from './thresholds.js';
import type { Verdict } from './verdict.js';

/** Adds up stays, each of which weighs the same. */
export class StayTotal {
  #measured = new Measured();
  sums: BreachSums;

  constructor(limits: number) {
    this.sums = new BreachSums(limits);
  }

  /** @param samples how many samples tell of the stay */
  add(measurements: readonly Measurement[], verdict: Verdict, samples: number): this {
    this.#measured.add(measurements, 'new', samples);
    this.sums.add(verdict, 1);
    return this;
  }

  addAll(other: StayTotal): void {
    this.#measured.addAll(other.#measured);
    this.sums.addAll(other.sums);
  }

  figures(limits: readonly Limit[]): GroupFigures {
    return { ...this.#measured.figures(), ...breachFiguresOf(this.sums, limits, 'stays') };
  }

  toJSON(): unknown {
    return { measured: this.#measured, sums: this.sums };
  }

  static from(saved: Saved, limits: number): StayTotal {
    const total = new StayTotal(limits);
    total.#measured = Measured.from(saved.get('measured'));
    total.sums = BreachSums.from(saved.get('sums'), limits);
    return total;
  }
}
