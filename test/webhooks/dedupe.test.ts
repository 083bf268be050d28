import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryDedupe, type DedupeStore } from 'zoom-qss/webhooks';

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

describe('a store that is full', () => {
  /** Sixteen places, all of which every key reaches, each taken a second after the one before. */
  function fullStoreOf(take: (store: DedupeStore, key: string, i: number) => unknown) {
    const { clock, store } = storeOf(8);
    for (let i = 0; i < 16; i++) {
      clock.ms = START_MS + i * 1_000;
      take(store, keyOf(i), i);
    }
    return { clock, store };
  }
  const lease = (store: DedupeStore, key: string) => store.claim(key, LEASE_MS);
  const finish = (store: DedupeStore, key: string) => store.complete(key, KEEP_MS);

  it('keeps the lease of a handler that runs before all that is done', () => {
    const { store } = fullStoreOf((store, key, i) => (i === 0 ? lease : finish)(store, key));
    for (let i = 100; i < 200; i++) finish(store, keyOf(i));
    expect(store.claim(keyOf(0), LEASE_MS)).toBe('busy');
  });

  it('forgets what has expired, then what is done, then leases, each by its expiry', () => {
    const { clock, store } = fullStoreOf((store, key, i) => (i < 14 ? finish : lease)(store, key));
    clock.ms = START_MS + 14_000 + LEASE_MS;
    const claims = (...keys: number[]) => keys.map((i) => store.claim(keyOf(i), LEASE_MS));
    // In place of the lease that is over.
    expect(claims(100)).toEqual(['new']);
    expect(claims(...indexes(0, 14), 15)).toEqual([...Array(14).fill('done'), 'busy']);
    for (let i = 0; i < 14; i++) {
      expect(claims(101 + i)).toEqual(['new']);
      expect(claims(...indexes(i + 1, 14), 15)).toEqual([...Array(13 - i).fill('done'), 'busy']);
    }
    // Only leases are left.
    expect(claims(200)).toEqual(['new']);
    expect(claims(...indexes(100, 115))).toEqual(Array(15).fill('busy'));
    expect(claims(15)).toEqual(['new']);
  });

  it('forgets nothing for a key that is released without having been claimed', () => {
    const { store } = fullStoreOf(lease);
    store.release(a);
    expect(indexes(0, 16).map((i) => lease(store, keyOf(i)))).toEqual(Array(16).fill('busy'));
  });
});

it('looks at the clock once a call, so that no free key is busy when it steps back between looks', () => {
  let ms = START_MS;
  const store = createMemoryDedupe({ now: () => ms-- });
  expect(store.claim(a, LEASE_MS)).toBe('new');
  store.release(a);
  expect(store.claim(a, LEASE_MS)).toBe('new');
  store.complete(a, KEEP_MS);
  expect(ms).toBe(START_MS - 4);
});

it('knows what is done, though the clock stands at 0 when a neighbour is released', () => {
  const store = createMemoryDedupe({ now: () => 0 });
  const neighbour = `${a.slice(0, 13)}${b.slice(13)}`;
  store.claim(a, LEASE_MS);
  store.complete(neighbour, KEEP_MS);
  store.release(a);
  expect(store.claim(neighbour, LEASE_MS)).toBe('done');
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

/** The key with something else in place of one digit. */
const without = (key: string, at: number) => `${key.slice(0, at)}-${key.slice(at + 1)}`;

it('refuses a key that is no digest, which it would never know again', () => {
  const { store } = storeOf();
  const strangers = ['', 'a', 'event-1', 'xyz'.repeat(22), ` ${a.slice(1)}`, `0x${a.slice(2)}`];
  for (const key of [...strangers, ...[0, 12, 13, 25].map((at) => without(a, at))])
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
