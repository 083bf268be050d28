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
import { checkError, checkFinite, MARK } from './checks.js';

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

const digits = fc.oneof(
  fc.double().map(String),
  fc.integer().map(String),
  fc.stringMatching(/^[+-]?\d{0,12}\.?\d{0,12}([eE][+-]?\d{0,4})?$/),
);
const unit = fc.constantFrom(
  '',
  'kbps',
  'Mbps',
  'bps',
  'ms',
  's',
  '%',
  'fps',
  'dBm',
  '*720',
  'x',
  '×9',
  MARK,
);
const space = fc.constantFrom('', ' ', '  ', '\t', '\u00a0', '\n', ',');
const input = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(space, digits, space, unit, space).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => text + MARK) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.anything() },
);

/** A value is a finite number, null or a typed error; `parse…` throws what `safeParse…` returns. */
export const readsValues = fc.property(input, (value) => {
  // Callers in plain JavaScript may pass anything.
  const given = value as string;
  for (const [safeParse, parse] of PARSERS) {
    const result = safeParse(given);
    if (result.ok) {
      checkFinite(result.value);
      assert.deepEqual(parse(given), result.value);
      continue;
    }
    checkError(result.error, ['value_unreadable']);
    assert.throws(() => parse(given), ValueError);
  }
});
