import { parseDateTime } from '../shapes/date-time.js';
import { readScore } from '../values/score.js';

/**
 * Reads an RFC 3339 date and time, in milliseconds since the epoch: `null` when blank, `undefined` when it is anything else.
 */
export function readDateTime(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return undefined;
  const ms = parseDateTime(value);
  return ms === undefined && readScore(value) === null ? null : ms;
}

const MOST_MS = 8.64e15;

/** Whether a value is a time in milliseconds since the epoch that a `Date` can hold. */
export function isTime(ms: unknown): boolean {
  return Number.isInteger(ms) && Math.abs(ms as number) <= MOST_MS;
}
