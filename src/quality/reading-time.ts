import type { Product } from '../samples/index.js';

/** How long a live reading counts for at most. */
const LONGEST_MS = 90_000;

/** How long the first reading of a participant counts for. Calls are measured every few seconds, all else every minute. */
const FIRST_MS = 60_000;
const FIRST_OF_CALL_MS = 10_000;

/**
 * How long a live reading counts for: the time since the same participant's reading before it, of whatever streams, at
 * most 90 seconds.
 *
 * @param previousMs when the reading before was measured; `null` for the first
 */
export function readingTimeMs(timeMs: number, previousMs: number | null, product: Product): number {
  if (previousMs !== null) return Math.min(timeMs - previousMs, LONGEST_MS);
  return product === 'phone' ? FIRST_OF_CALL_MS : FIRST_MS;
}
