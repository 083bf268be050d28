import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseBitrate,
  parseFrameRate,
  parseMilliseconds,
  parsePercent,
  parsePort,
  parseResolution,
  parseRssi,
  parseScore,
  safeParseBitrate,
  safeParseFrameRate,
  safeParseMilliseconds,
  safeParsePercent,
  safeParsePort,
  safeParseResolution,
  safeParseRssi,
  safeParseScore,
  ValueError,
} from 'zoom-qss';
import { checkError, checkFinite, checkSame, MARK } from './checks.js';
import { target } from './target.js';
import { pick, type Random } from './variants.js';

const PARSERS = [
  [safeParseBitrate, parseBitrate],
  [safeParseFrameRate, parseFrameRate],
  [safeParseMilliseconds, parseMilliseconds],
  [safeParsePercent, parsePercent],
  [safeParsePort, parsePort],
  [safeParseResolution, parseResolution],
  [safeParseRssi, parseRssi],
  [safeParseScore, parseScore],
] as const;

const number = fc.oneof(
  fc.double().map(String),
  fc.integer().map(String),
  fc.stringMatching(/^[+-]?\d{0,12}\.?\d{0,12}([eE][+-]?\d{0,4})?$/),
);
const UNITS = ['', 'kbps', 'Mbps', 'bps', 'ms', 's', '%', 'fps', 'dBm', '*720', 'x', '×9', MARK];
const SPACES = ['', '', '', ' ', '  ', '\t', '\u00a0', '\n', ','];
const CHARACTERS = ['', '.', '-', '+', 'e', '0', '9', '\0', '\ud800', '_', ',', ' ', '*', 'x', '/', '٣'];

const base = fc.record({
  numbers: fc.array(number, { minLength: 1, maxLength: 10 }),
  others: fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => text + MARK),
      fc.double(),
      fc.anything(),
    ),
    { minLength: 1, maxLength: 10 },
  ),
});

/** A number with a unit and blanks, in half of the cases with a character put in or another number behind it. */
function spelling(numbers: readonly string[], random: Random): string {
  const space = () => pick(SPACES, random);
  const text = space() + pick(numbers, random) + space() + pick(UNITS, random) + space();
  const at = Math.floor(random() * text.length * 2);
  const put = random() < 0.2 ? pick(numbers, random) : pick(CHARACTERS, random);
  return text.slice(0, at) + (at < text.length ? put : '') + text.slice(at + (random() < 0.5 ? 1 : 0));
}

/** A value is a finite number, null or a typed error; `parse…` throws what `safeParse…` returns. */
export const readsValues = target(
  base,
  ({ numbers, others }) =>
    (random) =>
      random() < 0.8 ? spelling(numbers, random) : pick(others, random),
  (value) => {
    // Callers in plain JavaScript may pass anything.
    const given = value as string;
    for (const [safeParse, parse] of PARSERS) {
      const result = safeParse(given);
      if (result.ok) {
        checkFinite(result.value);
        checkSame(parse(given), result.value, 'parse and safeParse differ');
        continue;
      }
      checkError(result.error, ['value_unreadable']);
      assert.throws(() => parse(given), ValueError);
    }
  },
);
