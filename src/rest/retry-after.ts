const SECONDS = /^\d+$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i;
/** The three forms of RFC 9110, whose common part is a month's name and a time of day. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? .{2,12} \d\d:\d\d:\d\d( GMT| \d{4})$/;
const ZONE = /(Z|GMT|[+-]\d\d:?\d\d)$/i;

const LAST_DATE_MS = 8.64e15;

/**
 * Reads the time a `Retry-After` header names: an ISO date, which is what Zoom sends, an HTTP date, or seconds from now.
 *
 * @returns `undefined` for an absent header or one in no such form.
 */
export function readRetryAfter(header: string | null, nowMs: number): Date | undefined {
  const text = header?.trim() ?? '';
  const ms = SECONDS.test(text) ? nowMs + Number(text) * 1000 : readDate(text);
  return Number.isNaN(ms) ? undefined : new Date(Math.min(ms, LAST_DATE_MS));
}

function readDate(text: string): number {
  if (text.length > 64 || !(ISO_DATE.test(text) || HTTP_DATE.test(text))) return Number.NaN;
  if (ZONE.test(text)) return Date.parse(text);
  // Without a zone `Date.parse` would take the machine's own.
  return Date.parse(HTTP_DATE.test(text) ? `${text} GMT` : text.includes('T') ? `${text}Z` : text);
}
