const TIME = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * Reads a date, which is midnight UTC, or a time with its offset, in milliseconds since the epoch; `undefined` for anything
 * else, such as a day that does not exist.
 */
export function readTime(text: string): number | undefined {
  const [, day = ''] = TIME.exec(text) ?? [];
  const midnight = Date.parse(day);
  // `Date` takes 30 February for 2 March.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
