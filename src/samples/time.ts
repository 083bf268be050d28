import { readScore } from '../values/score.js';

const DATE_TIME =
  /^(\d{4}-\d\d-(\d\d))T(?:[01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const DAY_MS = 86_400_000;

/**
 * Reads an RFC 3339 date and time, in milliseconds since the epoch: `null` when blank, `undefined` when it is anything
 * else. `Date.parse` alone would take local times, and days that no month has.
 */
export function readDateTime(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const [match, date = '', day, second] = DATE_TIME.exec(value) ?? [];
  if (match === undefined) return readScore(value) === null ? null : undefined;
  // A day that the month has not is taken for one of the next month.
  if (new Date(date).getUTCDate() !== Number(day)) return undefined;
  const isLeap = second === '60';
  const ms = Date.parse(match.toUpperCase().replace(':60', ':59')) + (isLeap ? 1000 : 0);
  // There are leap seconds at the end of a UTC day only; one counts as the second after it, as in POSIX time.
  const isTime = !Number.isNaN(ms) && (!isLeap || (ms + 1e6 * DAY_MS) % DAY_MS < 1000);
  return isTime ? ms : undefined;
}
