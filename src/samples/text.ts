import { readScore } from '../values/score.js';

const MINUS = 45;
const LOWER_N = 110;
const LOWER_CASE_BIT = 32;
const LAST_ASCII = 127;

/** NUL and lone surrogates, which databases refuse. */
const UNSTORABLE = /[\0\ud800-\udfff]/u;
const ALL_UNSTORABLE = /[\0\ud800-\udfff]/gu;

/** Whether a value is a text with characters that databases refuse. */
export function isUnstorable(value: unknown): boolean {
  return typeof value === 'string' && UNSTORABLE.test(value);
}

/** Whether a reader had to remove such characters from a value. Values read unchanged, and numbers, have none. */
export function isCleaned(value: unknown, read: unknown): boolean {
  return read !== value && (read === null || typeof read === 'string') && isUnstorable(value);
}

/** The text without characters that databases refuse. */
export function cleanText(text: string): string {
  return UNSTORABLE.test(text) ? text.replace(ALL_UNSTORABLE, '') : text;
}

/**
 * Reads plain text: `null` when blank, `undefined` when it is no text. Blank is what Zoom writes for absent: `''` in
 * payloads, `-` in exports. Characters that databases refuse are removed.
 */
export function readText(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return undefined;
  const text = cleanText(value);
  return mayBeBlank(text) && readScore(text) === null ? null : text;
}

/**
 * The same where anything but text counts as absent too. Zoom sends `''` for people outside the account.
 *
 * @param issues is told if characters were removed
 */
export function present(value: unknown, issues: { hasCleaned: boolean }): string | null {
  const text = readText(value) ?? null;
  if (isCleaned(value, text)) issues.hasCleaned = true;
  return text;
}

/** The first character of nearly every text shows that it is not blank. */
function mayBeBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  return !(first > MINUS && first <= LAST_ASCII && (first | LOWER_CASE_BIT) !== LOWER_N);
}

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Whether a text comes after another by code points, as in a database; `>` compares UTF-16 units. */
export function isGreater(text: string, other: string): boolean {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  const [unit, otherUnit] = [text.charCodeAt(at), other.charCodeAt(at)];
  // Pairs of surrogates are characters beyond all others. NaN, at an end, is no surrogate.
  const [isPair, isOtherPair] = [unit, otherUnit].map(
    (each) => each >= FIRST_SURROGATE && each <= LAST_SURROGATE,
  );
  return isPair === isOtherPair || Number.isNaN(unit) || Number.isNaN(otherUnit)
    ? text > other
    : isPair === true;
}
