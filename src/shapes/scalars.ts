/**
 * The text of a number or boolean: of a number as it was written, if its text is known, and else as the engine prints it.
 *
 * @param exact gives the number as it was written
 */
export function textOf(value: unknown, exact: () => string | undefined): string | undefined {
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  // JSON cannot say Infinity, but a number as long as 1e999 is read as that.
  return exact() ?? (Number.isFinite(value) ? String(value) : undefined);
}

/** The number that a text spells, if nothing is lost by reading it: 1 to 15 digits, or as the engine prints it. */
export function numberOf(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const number = Number(text);
  const isExact = /^\d{1,15}$/.test(text) || (Number.isFinite(number) && String(number) === text);
  return isExact ? number : undefined;
}

/** The boolean that a text spells. */
export function truthOf(text: unknown): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
