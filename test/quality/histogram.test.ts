import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../src/quality/histogram.js';

const SHARES = [0.01, 0.5, 0.95, 1];

/** The lowest number that at least this share of all is not above. */
const exact = (sorted: number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;

function percentiles(values: readonly number[]): number[] {
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  return histogram.percentiles(SHARES);
}

/** Measured values: mostly decimals of a few digits, over all magnitudes that the histogram distinguishes. */
const measured = fc.oneof(
  fc.integer({ min: -127, max: 2_000 }),
  fc
    .tuple(fc.integer({ min: -9_999, max: 9_999 }), fc.integer({ min: -6, max: 5 }))
    .map(([m, e]) => m * 10 ** e),
  fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
);

describe('Histogram', () => {
  it('is within 1 % of the exact percentile, whatever is counted', () => {
    fc.assert(
      fc.property(fc.array(measured, { minLength: 1, maxLength: 300 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        for (const [index, found] of percentiles(values).entries()) {
          const right = exact(sorted, SHARES[index] ?? 1);
          expect(Math.abs(found - right)).toBeLessThanOrEqual(Math.abs(right) * 0.01 * (1 + 1e-9));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives no more than four digits', () => {
    fc.assert(
      fc.property(fc.array(measured, { minLength: 1, maxLength: 300 }), (values) => {
        for (const found of percentiles(values)) expect(Number(found.toPrecision(4))).toBe(found);
      }),
    );
  });

  it('has no percentile before the first number', () => {
    expect(percentiles([])).toEqual([]);
  });

  it('keeps zero exactly', () => {
    expect(percentiles([0, 0, -0, 0])).toEqual([0, 0, 0, 0]);
  });

  it('counts beyond its magnitudes without growing', () => {
    expect(percentiles([1e-300, 1e300])[0]).toBe(0);
    expect(percentiles([1e300])[3]).toBeCloseTo(1e9, -8);
  });
});
