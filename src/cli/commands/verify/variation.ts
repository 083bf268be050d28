/** An input as given, or as it may have been before something changed it. */
export interface Variation<T> {
  readonly value: T;
  /** What must be done to the given input to get this value; absent for the input as given. */
  readonly fix?: string;
}

/** The likely originals of a secret. */
export function secretVariations(secret: string): Variation<string>[] {
  return distinct(secret, [
    [secret.trim(), 'remove the white space around the secret'],
    [unquote(secret.trim()), 'remove the quotation marks around the secret'],
  ]);
}

/** The likely originals of a timestamp. */
export function timeVariations(time: string): Variation<string>[] {
  const clean = unquote(time.trim());
  const variants: [string, string][] = [
    [clean, 'remove the white space and quotation marks around the timestamp'],
  ];
  if (/^\d{13}$/.test(clean))
    variants.push([clean.slice(0, 10), 'give the timestamp in seconds, not milliseconds']);
  const date = /^\d{4}-/.test(clean) ? Date.parse(clean) : Number.NaN;
  if (!Number.isNaN(date))
    variants.push([String(Math.floor(date / 1000)), 'give the timestamp in seconds, not as a date']);
  return distinct(time, variants);
}

/** Keeps each value once, with the first fix that leads to it. The given value comes first. */
export function distinct(given: string, variants: Iterable<readonly [value: string, fix: string]>) {
  const seen = new Set([given]);
  const found: Variation<string>[] = [{ value: given }];
  for (const [value, fix] of variants) {
    if (seen.has(value)) continue;
    seen.add(value);
    found.push({ value, fix });
  }
  return found;
}

function unquote(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
