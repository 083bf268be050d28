import { isBlank } from '../values/scan.js';

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const MINUTES_OF_A_DAY = 1440;

/**
 * Reads an RFC 3339 date and time, in milliseconds since the epoch: `null` when blank, `undefined` when it is anything
 * else. `Date.parse` would take local times, and days that no month has.
 */
export function readDateTime(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const match = DATE_TIME.exec(value);
  if (!match) return isBlank(value) ? null : undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  const offset = offsetMinutes(match[8] ?? 'Z');
  if (!isDay || hour > 23 || minute > 59 || second > 60 || offset === undefined) return undefined;
  // There are leap seconds at the end of a UTC day only; one counts as the second after it, as in POSIX time.
  if (second === 60 && (hour * 60 + minute + 1 - offset) % MINUTES_OF_A_DAY !== 0) return undefined;
  const date = new Date(
    Date.UTC(2000, month - 1, day, hour, minute, second, Math.trunc(Number(`0${match[7] ?? ''}`) * 1000)),
  );
  date.setUTCFullYear(date.getUTCFullYear() - 2000 + year);
  return date.getTime() - offset * 60_000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function offsetMinutes(offset: string): number | undefined {
  if (offset === 'Z' || offset === 'z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
