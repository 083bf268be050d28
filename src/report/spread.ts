import { type JudgedMetric, WORSE } from '../quality/reading.js';
import type { Spread } from './data.js';

/** The average of readings, the value that 95 % of them keep to, and the worse extreme; undefined without readings. */
export function spreadOf(
  metric: JudgedMetric,
  readings: readonly number[],
  extremes = readings,
): Spread | undefined {
  if (readings.length === 0) return undefined;
  const worseLast = WORSE[metric] === 'higher' ? ascending : descending;
  const sorted = Float64Array.from(readings).sort(worseLast);
  return {
    avg: rounded(sorted.reduce((sum, reading) => sum + reading, 0) / sorted.length),
    // The array is not empty.
    p95: sorted[Math.ceil(0.95 * sorted.length) - 1] as number,
    worst: extremes.reduce((worst, value) => (worseLast(value, worst) > 0 ? value : worst)),
  };
}

const ascending = (a: number, b: number) => a - b;
const descending = (a: number, b: number) => b - a;

/** To a thousandth: a mean has no more to say, and its tail of digits would be most of the file. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
