import { readScore } from '../values/score.js';

const MINUS = 45;
const LOWER_N = 110;
const LOWER_CASE_BIT = 32;
const LAST_ASCII = 127;

/**
 * Reads plain text: `null` when blank, `undefined` when it is no text. Blank is what Zoom writes for absent: `''` in
 * payloads, `-` in exports.
 */
export function readText(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return undefined;
  return mayBeBlank(value) && readScore(value) === null ? null : value;
}

/** The same where anything but text counts as absent too. Zoom sends `''` for people outside the account. */
export function present(value: unknown): string | null {
  return readText(value) ?? null;
}

/** Nearly every text is known not to be blank by its first character. */
function mayBeBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  return !(first > MINUS && first <= LAST_ASCII && (first | LOWER_CASE_BIT) !== LOWER_N);
}
