import { expect, it } from 'vitest';
import { createMemoryDedupe } from 'zoom-qss/webhooks';

const LEASE_MS = 240_000;
const KEEP_MS = 90 * 60_000;

function storeOf(maxKeys = 3) {
  const clock = { ms: 0 };
  return { clock, store: createMemoryDedupe({ maxKeys, now: () => clock.ms }) };
}

it('leases a key once, until it is released or done', () => {
  const { store } = storeOf();
  expect(store.claim('a', LEASE_MS)).toBe('new');
  expect(store.claim('a', LEASE_MS)).toBe('busy');
  store.release('a');
  expect(store.claim('a', LEASE_MS)).toBe('new');
  store.complete('a', KEEP_MS);
  expect(store.claim('a', LEASE_MS)).toBe('done');
});

it('keeps what is done, though a second holder of the lease gives it back', () => {
  const { store } = storeOf();
  store.claim('a', LEASE_MS);
  store.complete('a', KEEP_MS);
  store.release('a');
  expect(store.claim('a', LEASE_MS)).toBe('done');
});

it('ends a lease after its time, and keeps what is done for all of Zoom’s retries', () => {
  const { store, clock } = storeOf();
  store.claim('a', LEASE_MS);
  store.claim('b', LEASE_MS);
  store.complete('b', KEEP_MS);
  clock.ms = LEASE_MS - 1;
  expect(store.claim('a', LEASE_MS)).toBe('busy');
  clock.ms = LEASE_MS;
  expect(store.claim('a', LEASE_MS)).toBe('new');
  clock.ms = KEEP_MS - 1;
  expect(store.claim('b', LEASE_MS)).toBe('done');
  clock.ms = KEEP_MS;
  expect(store.claim('b', LEASE_MS)).toBe('new');
});

it('forgets the oldest beyond its bound', () => {
  const { store } = storeOf(3);
  for (const key of ['a', 'b', 'c', 'd']) store.complete(key, KEEP_MS);
  expect(['b', 'c', 'd'].map((key) => store.claim(key, LEASE_MS))).toEqual(['done', 'done', 'done']);
  expect(store.claim('a', LEASE_MS)).toBe('new');
});

it('refuses a bound that is none', () => {
  for (const maxKeys of [Number.NaN, 0, -1])
    expect(() => createMemoryDedupe({ maxKeys })).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'maxKeys' }),
    );
});

it('holds a million events in bounded memory', () => {
  const store = createMemoryDedupe({ maxKeys: 1_000 });
  for (let i = 0; i < 1_000_000; i++) {
    store.claim(String(i), LEASE_MS);
    store.complete(String(i), KEEP_MS);
  }
  expect(store.claim('999000', LEASE_MS)).toBe('done');
  expect(store.claim('998999', LEASE_MS)).toBe('new');
});
