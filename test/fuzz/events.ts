import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEvent, isKnownEvent, type ParseResult, parseEvent, safeParseEvent } from 'zoom-qss';
import { bodies } from './bodies.js';
import { checkError, isWellFormed, MARK } from './checks.js';

const CODES = ['body_empty', 'body_not_utf8', 'body_not_json', 'event_malformed'];
const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true });

/** An event is read alike from text and bytes, refused with a documented code, and has the type it is said to have. */
export const readsEvents = fc.property(bodies, anything, fc.uint8Array(), (text, value, noise) => {
  const result = check(text);
  const bytes = new TextEncoder().encode(text);
  // An encoder replaces half a surrogate pair.
  if (isWellFormed(text)) assert.deepEqual(check(bytes), result);
  check(
    new Uint8Array([...bytes.subarray(0, noise.length * 10), ...noise, ...bytes.subarray(noise.length * 10)]),
  );
  check(value);
  const parsed = jsonOf(text);
  if (parsed !== undefined) check(parsed);
});

function check(input: unknown): ParseResult | string {
  const result = safeParseEvent(input);
  if (!result.ok) {
    checkError(result.error, CODES);
    assert.throws(() => parseEvent(input));
    return result.error.code;
  }
  const { event, repairs, repairsOmitted } = result;
  assert.equal(typeof event.event, 'string');
  assert.ok(event.event_ts === undefined || Number.isFinite(event.event_ts), 'event_ts is not a number');
  if (isKnownEvent(event)) assert.ok(isEvent(event, event.event), 'the guards differ');
  assert.ok(repairs.length <= 100, 'the list of repairs is not bounded');
  assert.ok(!JSON.stringify(repairs).includes(MARK), 'a repair shows payload');
  assert.ok(Object.values(repairsOmitted).every(Number.isSafeInteger));
  return result;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
