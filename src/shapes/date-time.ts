const DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)(?:\.(\d{1,3})\d*)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** No documented time is longer; a longer text is not searched. */
const MAX_LENGTH = 64;

/**
 * Parses an RFC 3339 date and time, in milliseconds since the epoch: `undefined` for any other text. Fractions of a
 * millisecond are cut off. `Date.parse` alone would take local times, and days that no month has.
 */
export function parseDateTime(text: string): number | undefined {
  return parseZoomTime(text) ?? parseOther(text);
}

/** Parses a time with a fraction, an offset, a leap second or small letters. */
function parseOther(text: string): number | undefined {
  const match = text.length > MAX_LENGTH ? null : DATE_TIME.exec(text.toUpperCase());
  if (match === null) return undefined;
  const [, toMinute, second, fraction = '', zone] = match;
  const isLeap = second === '60';
  const toSecond = `${toMinute}${isLeap ? '59' : second}`;
  if (parseZoomTime(`${toSecond}Z`) === undefined) return undefined;
  const ms = Date.parse(`${toSecond}.${fraction.padEnd(3, '0')}${zone}`);
  if (!isLeap) return ms;
  // A leap second ends a UTC day. It counts as the second after it, as in POSIX time.
  return new Date(ms).toISOString().includes('T23:59:59') ? ms + 1000 : undefined;
}

const ZOOM_LENGTH = '2021-07-13T21:44:51Z'.length;
const ZERO = 48;

/** Parses Zoom's own form, `2021-07-13T21:44:51Z`, by its digits: a third of what a pattern takes. Pays for live events. */
function parseZoomTime(text: string): number | undefined {
  if (text.length !== ZOOM_LENGTH || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return undefined;
  if (text[13] !== ':' || text[16] !== ':' || text[19] !== 'Z') return undefined;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  // Each comparison is false for NaN.
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
  const date = utcDay(twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8));
  return date === undefined ? undefined : date + (hour * 60 + minute) * MINUTE_MS + second * 1000;
}

/** The number of two digits, or NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : Number.NaN;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The start of a day in milliseconds since the epoch; undefined for a day that does not exist. */
function utcDay(year: number, month: number, day: number): number | undefined {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeapYear ? 1 : 0);
  if (!(day >= 1 && day <= days && year >= 0)) return undefined;
  // Days since the epoch, in a calendar whose years begin in March, so that a leap day ends one.
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return (shifted * 365 + leapDays + dayOfYear - 719_468) * DAY_MS;
}
