import type { Saved } from './saved.js';

/** The largest relative error of a bin's middle. Together with the rounding below it stays within 1 %. */
const ACCURACY = 0.0094;
/** More would look as if percentiles were exact. */
const DIGITS = 4;
const GROWTH = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_GROWTH = /* @__PURE__ */ Math.log(GROWTH);

/** Magnitudes below count as 0, magnitudes above as this much: together they bound the number of bins. */
const SMALLEST = 1e-6;
const LARGEST = 1e9;

/**
 * Counts numbers in bins whose width grows with the magnitude, so that each bin's middle is within 1 % of all that fell
 * into it. Takes at most 3,700 bins however many numbers it counts; bins are kept from the first number that needs them.
 *
 * Masson, Rim and Lee describe it in "DDSketch", https://doi.org/10.14778/3352063.3352135
 */
export class Histogram {
  count = 0;
  /** Ascending, so that percentiles need no sorting; `#counts` has the count of the bin at the same place. */
  readonly #bins: number[] = [];
  readonly #counts: number[] = [];

  add(value: number): void {
    this.#add(binOf(value), 1);
  }

  addAll(other: Histogram): void {
    for (const [place, bin] of other.#bins.entries()) this.#add(bin, other.#counts[place] as number);
  }

  #add(bin: number, count: number): void {
    const bins = this.#bins;
    let [low, high] = [0, bins.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bins[middle] as number) < bin) low = middle + 1;
      else high = middle;
    }
    this.count += count;
    if (bins[low] === bin) {
      this.#counts[low] = (this.#counts[low] as number) + count;
    } else {
      bins.splice(low, 0, bin);
      this.#counts.splice(low, 0, count);
    }
  }

  /** The number below which, or at which, each share of the count lies, for ascending shares; empty without numbers. */
  percentiles(shares: readonly number[]): number[] {
    const found: number[] = [];
    let seen = 0;
    for (let place = 0; place < this.#bins.length && found.length < shares.length; place += 1) {
      seen += this.#counts[place] as number;
      while (found.length < shares.length && seen >= rankOf(shares[found.length] as number, this.count))
        found.push(middleOf(this.#bins[place] as number));
    }
    return found;
  }

  toJSON(): readonly [bins: readonly number[], counts: readonly number[]] {
    return [this.#bins, this.#counts];
  }

  static from(saved: Saved): Histogram {
    const histogram = new Histogram();
    const [bins, counts] = saved.tuple(2);
    const most = binOf(LARGEST);
    const listed = counts.list();
    for (const [place, bin] of bins.list(2 * most + 1).entries()) {
      const count = listed[place] ?? counts.refuse('as many counts as bins');
      histogram.#add(bin.whole(-most, most), count.whole(1));
    }
    return histogram;
  }
}

/** Which of the sorted numbers, counted from 1, is their percentile: the first that the share does not exceed. */
export function rankOf(share: number, count: number): number {
  return Math.max(1, Math.ceil(share * count));
}

/** 0 for zero, from 1 up for positive numbers, from -1 down for negative ones: bins are in the order of their numbers. */
function binOf(value: number): number {
  const magnitude = Math.min(Math.abs(value), LARGEST);
  if (magnitude < SMALLEST) return 0;
  return Math.sign(value) * (Math.ceil(Math.log(magnitude / SMALLEST) / LOG_GROWTH) + 1);
}

function middleOf(bin: number): number {
  if (bin === 0) return 0;
  const magnitude = (2 * SMALLEST * GROWTH ** (Math.abs(bin) - 1)) / (GROWTH + 1);
  return Math.sign(bin) * Number(magnitude.toPrecision(DIGITS));
}
