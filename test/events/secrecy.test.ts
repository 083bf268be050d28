import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventParseError, safeParseEvent } from 'zoom-qss';
import { everythingIn } from '../everything-in.js';
import { EXAMPLES, type Raw } from './documented.js';

const MARK = 'Zq7-payload-5551234@example.com';

function refusalsOf(...inputs: unknown[]): EventParseError[] {
  return inputs.flatMap((input) => {
    const result = safeParseEvent(input);
    return result.ok ? [] : [result.error];
  });
}

const silent = (error: EventParseError) => {
  const seen = everythingIn(error);
  expect(error.cause).toBeUndefined();
  for (const part of [MARK, '5551234', 'payload-', '@example']) expect(seen).not.toContain(part);
};

/** Any JSON value in which every text, and every key, is payload. */
const marked = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(MARK, null, true, 5551234, 2 ** 60),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(MARK, `${MARK}.`), tie('value'), { maxKeys: 2 }),
  ),
})).value;

describe('an EventParseError', () => {
  it('says nothing of any payload, wherever a body is malformed', () => {
    let refused = 0;
    const anyFault = fc.record({
      name: fc.constantFrom(...EXAMPLES.keys(), MARK),
      field: fc.constantFrom(
        'event',
        'event_ts',
        'payload',
        'account_id',
        'object',
        'participant',
        'user',
        'uuid',
      ),
      value: marked,
    });
    fc.assert(
      fc.property(anyFault, ({ name, field, value }) => {
        const raw = structuredClone(EXAMPLES.get(name) ?? { event: name });
        const replaced = JSON.parse(JSON.stringify(raw), (key, inner) =>
          key === field ? value : inner,
        ) as Raw;
        const errors = refusalsOf(replaced, JSON.stringify(replaced), value, JSON.stringify(value));
        refused += errors.length;
        errors.forEach(silent);
      }),
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('says nothing of a body that is not JSON, wherever it breaks off', () => {
    const text = JSON.stringify({ [MARK]: MARK, number: 5551234 });
    fc.assert(
      fc.property(fc.nat(text.length), fc.constantFrom(MARK, '}', '', '5551234'), (cut, tail) => {
        refusalsOf(text.slice(0, cut) + tail).forEach(silent);
      }),
    );
    refusalsOf(`at position 5551234`, `"${MARK}`, `{"a":"in JSON at position 5551234`).forEach(silent);
  });

  it('says nothing of bytes that are not UTF-8', () => {
    const errors = refusalsOf(Buffer.from([...Buffer.from(MARK), 0xff]));
    expect(errors[0]?.code).toBe('body_not_utf8');
    errors.forEach(silent);
  });

  it('says nothing of what a getter or a proxy throws', () => {
    const thrower = () => {
      throw new Error(MARK);
    };
    const errors = refusalsOf(
      Object.defineProperty({}, 'event', { get: thrower, enumerable: true }),
      new Proxy({}, { get: thrower, getPrototypeOf: thrower, has: thrower, ownKeys: thrower }),
      {
        get [Symbol.toStringTag]() {
          return thrower();
        },
      },
      { [Symbol.toStringTag]: 'ArrayBuffer', byteLength: MARK },
    );
    expect(errors).toHaveLength(4);
    errors.forEach(silent);
  });

  it('shows its code, its message and the kinds found', () => {
    const [error] = refusalsOf({ event: 'meeting.participant_qos', event_ts: MARK });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: 'event_malformed',
      issues: [
        { path: ['event_ts'], expected: 'number', received: 'string' },
        { path: ['payload'], expected: 'object', received: 'missing' },
      ],
    });
    expect(inspect(error)).toContain(
      'EventParseError: Malformed event: at event_ts expected number, received string',
    );
  });
});
