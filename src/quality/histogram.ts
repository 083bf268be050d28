/** The largest relative error of a percentile. */
const ACCURACY = 0.01;
const GROWTH = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_GROWTH = /* @__PURE__ */ Math.log(GROWTH);

/** Magnitudes below count as 0, magnitudes above as this much: together they bound the number of bins. */
const SMALLEST = 1e-6;
const LARGEST = 1e9;

/**
 * Counts numbers in bins whose width grows with the magnitude, so that each bin's middle is within 1 % of all that fell
 * into it. Takes at most 3,500 bins however many numbers it counts; bins are kept from the first number that needs them.
 *
 * Masson, Rim and Lee describe it in "DDSketch", https://doi.org/10.14778/3352063.3352135
 */
export class Histogram {
  readonly #bins = new Map<number, number>();

  add(value: number): void {
    const bin = binOf(value);
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + 1);
  }

  /** The number below which, or at which, each share of the count lies, for ascending shares; empty without numbers. */
  percentiles(shares: readonly number[]): number[] {
    const bins = [...this.#bins].sort(([a], [b]) => a - b);
    const total = bins.reduce((sum, [, count]) => sum + count, 0);
    const found: number[] = [];
    let seen = 0;
    for (const [bin, count] of bins) {
      seen += count;
      while (found.length < shares.length && seen >= Math.ceil((shares[found.length] ?? 1) * total))
        found.push(middleOf(bin));
    }
    return found;
  }
}

/** 0 for zero, from 1 up for positive numbers, from -1 down for negative ones: bins are in the order of their numbers. */
function binOf(value: number): number {
  const magnitude = Math.min(Math.abs(value), LARGEST);
  if (magnitude < SMALLEST) return 0;
  return Math.sign(value) * (Math.ceil(Math.log(magnitude / SMALLEST) / LOG_GROWTH) + 1);
}

function middleOf(bin: number): number {
  if (bin === 0) return 0;
  return Math.sign(bin) * ((2 * SMALLEST * GROWTH ** (Math.abs(bin) - 1)) / (GROWTH + 1));
}
