import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, deepFreeze, EXAMPLES, example, put, type Raw } from './documented.js';
import { outcome } from './outcome.js';

describe('anything at all', () => {
  it('ends in an event or an EventParseError, as a value and as text', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withObjectString: true,
          withSet: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        (input) => void outcome(input),
      ),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.json(), (text) => void outcome(text)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void outcome(text)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void outcome(bytes)));
  });

  it('in a documented example’s place does so too, and the caller’s object stays as it was', () => {
    const seen = new Set<string>();
    const scalars = fc.constantFrom<unknown>(
      null,
      undefined,
      '',
      '5',
      5,
      2 ** 60,
      -1.5,
      Number.NaN,
      true,
      'text',
    );
    const value = fc.oneof(
      { weight: 3, arbitrary: scalars },
      fc.jsonValue(),
      fc.anything(),
      fc.constantFrom([], {}, [{}], [null]),
    );
    const mutation = fc.record({
      name: fc.constantFrom(...EXAMPLES.keys()),
      where: fc.nat(),
      value,
      wrap: fc.constantFrom('as is', 'list'),
    });
    fc.assert(
      fc.property(mutation, ({ name, where, value, wrap }) => {
        const raw = example(name);
        const places = placesIn(raw);
        const place = places[where % places.length] ?? ['event'];
        put(raw, place, wrap === 'list' ? [at(raw, place)] : value);
        deepFreeze(raw);
        seen.add(outcome(raw));
        seen.add(outcome(new Proxy(raw, {})));
        if (isJson(raw)) seen.add(outcome(JSON.stringify(raw)));
      }),
      { numRuns: 1500 },
    );
    expect([...seen].sort()).toEqual(['event_malformed', 'known', 'unknown']);
  });
});

function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return keys.flatMap((key) => [[...path, key], ...placesIn((value as Raw)[key], [...path, key])]);
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
