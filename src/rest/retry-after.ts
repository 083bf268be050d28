/** An ISO date, or one of the three HTTP date formats, which start with the day of the week. */
const DATE = /^(\d{4}-\d\d-\d\d(T|$)|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )/;
const ZONE = /(Z|GMT|[+-]\d\d:?\d\d)$/;

const LAST_DATE_MS = 8.64e15;

/**
 * The time in a `Retry-After` header: an ISO date, which is what Zoom sends, an HTTP date, or seconds from now.
 *
 * @returns `undefined` if the header is absent or has another form.
 */
export function readRetryAfter(header: string | null, nowMs: number): Date | undefined {
  const text = header?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? nowMs + Number(text) * 1000 : readDate(text);
  return Number.isNaN(ms) ? undefined : new Date(Math.min(ms, LAST_DATE_MS));
}

function readDate(text: string): number {
  if (!DATE.test(text)) return Number.NaN;
  // Without a zone `Date.parse` would use the machine's own.
  return Date.parse(ZONE.test(text) ? text : text + (/T\d/.test(text) ? 'Z' : ' GMT'));
}
