import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  EventParseError,
  isEvent,
  isKnownEvent,
  type ParseResult,
  parseEvent,
  safeParseEvent,
} from 'zoom-qss';
import { bodies } from './bodies.js';
import { checkError, checkSame, isWellFormed, MARK } from './checks.js';
import { target } from './target.js';
import { pick, variantsOf } from './variants.js';

const CODES = ['body_empty', 'body_not_utf8', 'body_not_json', 'event_malformed'];

const base = fc.record({
  body: bodies,
  values: fc.array(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withTypedArray: true,
      withNullPrototype: true,
    }),
    { minLength: 1, maxLength: 10 },
  ),
  noise: fc.uint8Array({ minLength: 1 }),
});

/** An event is read alike from text and bytes, refused with a documented code, and has the type it is said to have. */
export const readsEvents = target(
  base,
  ({ body, values, noise }) => {
    const variant = variantsOf(body);
    return (random) => ({
      text: variant(random),
      /** What is put into the parsed body, at its top or in its payload. */
      value: pick(values, random),
      at: pick([undefined, undefined, '', 'payload', 'object', 'event_ts'], random),
      /** What is put into the bytes of some. */
      noise: random() < 0.3 ? noise.subarray(Math.floor(random() * noise.length)) : undefined,
      place: random(),
    });
  },
  ({ text, value, at, noise, place }) => {
    const result = check(text);
    const bytes = Buffer.from(text);
    // An encoder replaces half a surrogate pair.
    if (isWellFormed(text)) checkSame(check(bytes), result, 'bytes and text differ');
    if (noise !== undefined) {
      const start = Math.floor(place * bytes.length);
      check(Buffer.concat([bytes.subarray(0, start), noise, bytes.subarray(start)]));
      assert.ok(
        typeof result !== 'string' || throwsParseError(text),
        'parseEvent takes what safeParseEvent refuses',
      );
    }
    const parsed = jsonOf(text);
    if (parsed === undefined) return;
    const readOfValue = check(parsed);
    // JSON.parse makes Infinity of 1e999, which has digits in the text only.
    if (typeof readOfValue === 'string' && typeof parsed === 'object' && !/\de/i.test(text))
      checkSame(readOfValue, result, 'a value and its text differ');
    if (at !== undefined) check(withValue(parsed, at, value));
  },
);

function check(input: unknown): ParseResult | string {
  const result = safeParseEvent(input);
  if (!result.ok) {
    checkError(result.error, CODES);
    return result.error.code;
  }
  const { event, repairs, repairsOmitted } = result;
  assert.equal(typeof event.event, 'string');
  assert.ok(event.event_ts === undefined || Number.isFinite(event.event_ts), 'event_ts is not a number');
  if (isKnownEvent(event)) assert.ok(isEvent(event, event.event), 'the guards differ');
  if (repairs.length === 0) return result;
  assert.ok(repairs.length <= 100, 'the list of repairs is not bounded');
  assert.ok(!JSON.stringify(repairs).includes(MARK), 'a repair shows payload');
  assert.ok(Object.values(repairsOmitted).every(Number.isSafeInteger));
  return result;
}

function throwsParseError(input: unknown): boolean {
  try {
    parseEvent(input);
    return false;
  } catch (error) {
    return error instanceof EventParseError;
  }
}

/** The value alone, or in place of a field of the body, its payload or its object. */
function withValue(parsed: unknown, at: string, value: unknown): unknown {
  if (at === '' || typeof parsed !== 'object' || parsed === null) return value;
  // Made by JSON.parse.
  const body = parsed as Record<string, Record<string, unknown>>;
  const { payload } = body;
  if (at !== 'object') return { ...body, [at]: value };
  return { ...body, payload: typeof payload === 'object' ? { ...payload, object: value } : value };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
