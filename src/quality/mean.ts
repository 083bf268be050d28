/**
 * The mean of numbers, from their sum. Sums of decimal fractions have noise in their last binary digits: of 1.1, 3.2 and 1.7
 * the mean is 2, not 2.0000000000000004, and so keeps a limit of 2.
 */
export function meanOf(sum: number, count: number): number {
  return Number((sum / count).toPrecision(EXACT_DIGITS));
}

/** More than a measurement has, and fewer than the noise of thousands of them reaches. */
const EXACT_DIGITS = 12;
