/** Something as it was given, or as it may have been before something changed it. */
export interface Variation<T> {
  readonly value: T;
  /** What was changed, in the words of a list; absent for what was given. */
  readonly change?: string;
}

/** What may have been meant by a secret. */
export function secretVariations(secret: string): Variation<string>[] {
  return distinct(secret, [
    [secret.trim(), 'the white space around the secret is taken away'],
    [unquoted(secret.trim()), 'the quotation marks around the secret are taken away'],
  ]);
}

/** What may have been meant by a time. */
export function timeVariations(time: string): Variation<string>[] {
  const clean = unquoted(time.trim());
  const variants: [string, string][] = [
    [clean, 'white space and quotation marks around the time are taken away'],
  ];
  if (/^\d{13}$/.test(clean)) variants.push([clean.slice(0, 10), 'the time is in seconds, not milliseconds']);
  const date = /^\d{4}-/.test(clean) ? Date.parse(clean) : Number.NaN;
  if (!Number.isNaN(date))
    variants.push([String(Math.floor(date / 1000)), 'the time is a number of seconds, not a date']);
  return distinct(time, variants);
}

/** Each text once, under the first change that leads to it. */
export function distinct(given: string, variants: Iterable<readonly [text: string, change: string]>) {
  const seen = new Set([given]);
  const found: Variation<string>[] = [{ value: given }];
  for (const [value, change] of variants) {
    if (seen.has(value)) continue;
    seen.add(value);
    found.push({ value, change });
  }
  return found;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
