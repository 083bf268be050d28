import { Histogram } from './histogram.js';
import { meanOf } from './mean.js';
import type { Saved } from './saved.js';

/** What many samples, or many stays, say of one metric. */
export interface Figures {
  /** How many values there are: one for each sample, or for each stay, that has a number to judge. */
  readonly count: number;
  /** The lowest number sent, lowest bounds included. */
  readonly min: number;
  /** The mean of the values. */
  readonly avg: number;
  /** The number that 5 % of the values do not exceed, within 1 %. */
  readonly p5: number;
  /** The number that half of the values do not exceed, within 1 %. */
  readonly p50: number;
  /** The number that 95 % of the values do not exceed, within 1 %. */
  readonly p95: number;
  /** The bad tail: `p95` of what is worse when high, `p5` of what is worse when low. */
  readonly worst: number;
  /** The highest number sent, highest bounds included. */
  readonly max: number;
}

/** A number to count, and the lowest and highest that were sent with it. */
export interface Counted {
  readonly value: number | null;
  readonly lowest: number;
  readonly highest: number;
}

/** Counts one metric, in bounded memory. */
export class Tally {
  #histogram = new Histogram();
  #sum = 0;
  #min = Infinity;
  #max = -Infinity;
  /** Of the values themselves, without bounds. */
  #lowest = Infinity;
  #highest = -Infinity;

  add({ value, lowest, highest }: Counted): void {
    this.#min = Math.min(this.#min, lowest);
    this.#max = Math.max(this.#max, highest);
    if (value === null) return;
    this.#histogram.add(value);
    this.#sum += value;
    this.#lowest = Math.min(this.#lowest, value);
    this.#highest = Math.max(this.#highest, value);
  }

  addAll(other: Tally): void {
    this.#histogram.addAll(other.#histogram);
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    this.#lowest = Math.min(this.#lowest, other.#lowest);
    this.#highest = Math.max(this.#highest, other.#highest);
  }

  /** `null` where there was never a number to judge. */
  figures(worse: 'higher' | 'lower'): Figures | null {
    const { count } = this.#histogram;
    const [low, half, high] = this.#histogram.percentiles(SHARES);
    if (low === undefined || half === undefined || high === undefined) return null;
    const [p5, p50, p95] = [this.#within(low), this.#within(half), this.#within(high)];
    return {
      count,
      min: this.#min,
      avg: meanOf(this.#sum, count),
      p5,
      p50,
      p95,
      worst: worse === 'higher' ? p95 : p5,
      max: this.#max,
    };
  }

  /** A bin's middle may lie beyond the outermost number in it. */
  #within(value: number): number {
    return Math.min(Math.max(value, this.#lowest), this.#highest);
  }

  toJSON(): unknown {
    const hasValues = this.#histogram.count > 0;
    return {
      bins: this.#histogram,
      sum: this.#sum,
      sent: [this.#min, this.#max],
      values: hasValues ? [this.#lowest, this.#highest] : null,
    };
  }

  static from(saved: Saved): Tally {
    const tally = new Tally();
    tally.#histogram = Histogram.from(saved.get('bins'));
    tally.#sum = saved.get('sum').number();
    const [min, max] = saved.get('sent').tuple(2);
    [tally.#min, tally.#max] = [min.number(), max.number()];
    if (tally.#histogram.count > 0) {
      const [lowest, highest] = saved.get('values').tuple(2);
      [tally.#lowest, tally.#highest] = [lowest.number(), highest.number()];
    }
    return tally;
  }
}

const SHARES = [0.05, 0.5, 0.95];
