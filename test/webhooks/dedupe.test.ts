import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryDedupe } from 'zoom-qss/webhooks';

const START_MS = 1_700_000_000_000;
const LEASE_MS = 240_000;
const KEEP_MS = 90 * 60_000;

const keyOf = (i: number) => createHash('sha256').update(String(i)).digest('hex');
const indexes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const a = keyOf(-1);
const b = keyOf(-2);

function storeOf(maxKeys = 16) {
  const clock = { ms: START_MS };
  return { clock, store: createMemoryDedupe({ maxKeys, now: () => clock.ms }) };
}

it('leases a key once, until it is released or done', () => {
  const { store } = storeOf();
  expect(store.claim(a, LEASE_MS)).toBe('new');
  expect(store.claim(a, LEASE_MS)).toBe('busy');
  store.release(a);
  expect(store.claim(a, LEASE_MS)).toBe('new');
  store.complete(a, KEEP_MS);
  expect(store.claim(a, LEASE_MS)).toBe('done');
});

it('keeps what is done, though a second holder of the lease gives it back', () => {
  const { store } = storeOf();
  store.claim(a, LEASE_MS);
  store.complete(a, KEEP_MS);
  store.release(a);
  expect(store.claim(a, LEASE_MS)).toBe('done');
});

it('ends a lease after its time, and keeps what is done for all of Zoom’s retries', () => {
  const { store, clock } = storeOf();
  store.claim(a, LEASE_MS);
  store.claim(b, LEASE_MS);
  store.complete(b, KEEP_MS);
  clock.ms = START_MS + LEASE_MS - 1;
  expect(store.claim(a, LEASE_MS)).toBe('busy');
  clock.ms = START_MS + LEASE_MS;
  expect(store.claim(a, LEASE_MS)).toBe('new');
  clock.ms = START_MS + KEEP_MS - 1;
  expect(store.claim(b, LEASE_MS)).toBe('done');
  clock.ms = START_MS + KEEP_MS;
  expect(store.claim(b, LEASE_MS)).toBe('new');
});

it('has room for as many keys as are asked for, and then forgets what expires first', () => {
  const { store, clock } = storeOf(1_000);
  for (let i = 0; i < 1_000; i++) {
    clock.ms = START_MS + i;
    store.complete(keyOf(i), KEEP_MS);
  }
  const isKept = (i: number) => store.claim(keyOf(i), LEASE_MS) === 'done';
  expect(indexes(0, 1_000).filter(isKept)).toHaveLength(1_000);
  for (let i = 1_000; i < 10_000; i++) {
    clock.ms = START_MS + i;
    store.complete(keyOf(i), KEEP_MS);
  }
  expect(indexes(9_000, 10_000).filter(isKept).length).toBeGreaterThan(950);
  expect(indexes(0, 1_000).filter(isKept).length).toBeLessThan(50);
});

it('tells keys apart that have the same place', () => {
  const { store } = storeOf();
  const keys = indexes(0, 8).map((i) => `${keyOf(1).slice(0, 13)}${keyOf(i).slice(13)}`);
  for (const key of keys) expect(store.claim(key, LEASE_MS)).toBe('new');
  store.complete(keys[3] as string, KEEP_MS);
  store.release(keys[4] as string);
  expect(keys.map((key) => store.claim(key, LEASE_MS))).toEqual(
    keys.map((_, i) => (i === 3 ? 'done' : i === 4 ? 'new' : 'busy')),
  );
});

it('answers as a map of keys would, whatever comes in whatever order', () => {
  const step = fc.record({
    call: fc.constantFrom('claim', 'complete', 'release', 'wait'),
    key: fc.nat({ max: 5 }).map(keyOf),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { store, clock } = storeOf();
      const known = new Map<string, { claim: 'busy' | 'done'; expiry: number }>();
      for (const { call, key } of steps) {
        const entry = known.get(key);
        const now = entry && entry.expiry > clock.ms ? entry.claim : 'new';
        if (call === 'wait') clock.ms += LEASE_MS / 2;
        else if (call === 'complete') {
          store.complete(key, KEEP_MS);
          known.set(key, { claim: 'done', expiry: clock.ms + KEEP_MS });
        } else if (call === 'release') {
          store.release(key);
          if (entry?.claim !== 'done') known.delete(key);
        } else {
          expect(store.claim(key, LEASE_MS)).toBe(now);
          if (now === 'new') known.set(key, { claim: 'busy', expiry: clock.ms + LEASE_MS });
        }
      }
    }),
  );
});

it('refuses a key that is no digest, which it would never know again', () => {
  const { store } = storeOf();
  for (const key of ['', 'a', 'event-1', 'xyz'.repeat(22)])
    for (const call of [store.claim, store.complete, store.release])
      expect(() => call(key, LEASE_MS)).toThrow(
        expect.objectContaining({ code: 'argument_invalid', argument: 'key' }),
      );
});

it('refuses a bound that is none', () => {
  for (const maxKeys of [Number.NaN, 0, -1])
    expect(() => createMemoryDedupe({ maxKeys })).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'maxKeys' }),
    );
});
