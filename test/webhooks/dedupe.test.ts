import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createMemoryDedupe } from 'zoom-qss/webhooks';

const START_MS = 1_700_000_000_000;
const LEASE_MS = 240_000;
const LEASE = { leaseMs: LEASE_MS, token: 'first' };
const OTHER = { leaseMs: LEASE_MS, token: 'other' };
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
  expect(store.claim(a, LEASE)).toBe('new');
  expect(store.claim(a, LEASE)).toBe('busy');
  store.release(a, LEASE.token);
  expect(store.claim(a, LEASE)).toBe('new');
  store.complete(a, KEEP_MS, LEASE.token);
  expect(store.claim(a, LEASE)).toBe('done');
});

it('distinguishes keys that differ only in their first or last characters', () => {
  const { store } = storeOf();
  const keys = [a, `x${a.slice(1)}`, `${a.slice(0, -1)}x`];
  for (const key of keys) expect(store.claim(key, LEASE)).toBe('new');
  store.complete(a, KEEP_MS, LEASE.token);
  expect(keys.map((key) => store.claim(key, LEASE))).toEqual(['done', 'busy', 'busy']);
});

it('keeps what is done, though a second holder of the lease gives it back', () => {
  const { store } = storeOf();
  store.claim(a, LEASE);
  store.complete(a, KEEP_MS, LEASE.token);
  store.release(a, LEASE.token);
  expect(store.claim(a, LEASE)).toBe('done');
});

it('releases a lease for its holder alone', () => {
  const { store, clock } = storeOf();
  store.claim(a, LEASE);
  store.release(a, OTHER.token);
  expect(store.claim(a, OTHER)).toBe('busy');
  clock.ms += LEASE_MS;
  expect(store.claim(a, OTHER)).toBe('new');
  store.release(a, LEASE.token);
  expect(store.claim(a, LEASE)).toBe('busy');
  store.complete(a, KEEP_MS, LEASE.token);
  expect(store.claim(a, LEASE)).toBe('done');
});

it('goes on counting when the clock is set back', () => {
  vi.useFakeTimers();
  const store = createMemoryDedupe();
  store.claim(a, LEASE);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(LEASE_MS - 1);
  expect(store.claim(a, LEASE)).toBe('busy');
  vi.advanceTimersByTime(1);
  expect(store.claim(a, LEASE)).toBe('new');
  vi.useRealTimers();
});

it('ends a lease after its time, and keeps what is done for all of Zoom’s retries', () => {
  const { store, clock } = storeOf();
  store.claim(a, LEASE);
  store.claim(b, LEASE);
  store.complete(b, KEEP_MS, LEASE.token);
  clock.ms = START_MS + LEASE_MS - 1;
  expect(store.claim(a, LEASE)).toBe('busy');
  clock.ms = START_MS + LEASE_MS;
  expect(store.claim(a, LEASE)).toBe('new');
  clock.ms = START_MS + KEEP_MS - 1;
  expect(store.claim(b, LEASE)).toBe('done');
  clock.ms = START_MS + KEEP_MS;
  expect(store.claim(b, LEASE)).toBe('new');
});

it('remembers maxKeys handled events, and then forgets the one that was handled first', () => {
  const { store } = storeOf(1_000);
  for (const i of indexes(0, 2_500)) store.complete(keyOf(i), KEEP_MS, LEASE.token);
  const isDone = (i: number) => store.claim(keyOf(i), LEASE) === 'done';
  expect(indexes(1_500, 2_500).filter(isDone)).toHaveLength(1_000);
  expect(indexes(0, 1_500).filter(isDone)).toHaveLength(0);
});

it('does not count an event twice that is handled twice', () => {
  const { store } = storeOf(2);
  for (const key of [a, b, b, b]) store.complete(key, KEEP_MS, LEASE.token);
  expect([a, b].map((key) => store.claim(key, LEASE))).toEqual(['done', 'done']);
});

it('forgets no event that is being handled, however many have been', () => {
  const { store } = storeOf(2);
  store.claim(a, LEASE);
  for (const i of indexes(0, 100)) store.complete(keyOf(i), KEEP_MS, LEASE.token);
  expect(store.claim(a, LEASE)).toBe('busy');
});

it('keeps no more than maxKeys leases of handlers that never end', () => {
  const { store } = storeOf(10);
  for (const i of indexes(0, 100)) store.claim(keyOf(i), LEASE);
  expect(indexes(90, 100).map((i) => store.claim(keyOf(i), LEASE))).toEqual(Array(10).fill('busy'));
  expect(store.claim(keyOf(89), LEASE)).toBe('new');
});

it('takes bounded memory and time however many events come', () => {
  const store = createMemoryDedupe({ maxKeys: 20_000 });
  const started = performance.now();
  for (const i of indexes(0, 200_000)) {
    const key = String(i);
    store.claim(key, LEASE);
    store.complete(key, KEEP_MS, LEASE.token);
  }
  // A map whose first key is deleted each time would take half a minute.
  expect(performance.now() - started).toBeLessThan(5_000);
});

it('answers as a list of events would, whatever comes in whatever order', () => {
  const MAX_KEYS = 4;
  const step = fc.record({
    call: fc.constantFrom('claim', 'complete', 'release', 'wait'),
    key: fc.nat({ max: 7 }).map(keyOf),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { store, clock } = storeOf(MAX_KEYS);
      const leases = new Map<string, number>();
      let done: { key: string; expiry: number }[] = [];
      for (const { call, key } of steps) {
        const known = done.find((each) => each.key === key);
        if (call === 'wait') clock.ms += LEASE_MS / 2;
        else if (call === 'complete') {
          store.complete(key, KEEP_MS, LEASE.token);
          leases.delete(key);
          if (known) known.expiry = clock.ms + KEEP_MS;
          else done = [...done, { key, expiry: clock.ms + KEEP_MS }].slice(-MAX_KEYS);
        } else if (call === 'release') {
          store.release(key, LEASE.token);
          leases.delete(key);
        } else {
          const isDone = known !== undefined && known.expiry > clock.ms;
          const isBusy = (leases.get(key) ?? 0) > clock.ms;
          expect(store.claim(key, LEASE)).toBe(isDone ? 'done' : isBusy ? 'busy' : 'new');
          if (isDone || isBusy) continue;
          leases.set(key, clock.ms + LEASE_MS);
          const [oldest = ''] = leases.keys();
          if (leases.size > MAX_KEYS) leases.delete(oldest);
        }
      }
    }),
  );
});

it('refuses a bound that is not a positive number', () => {
  for (const maxKeys of [Number.NaN, 0, -1])
    expect(() => createMemoryDedupe({ maxKeys })).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'maxKeys' }),
    );
});
