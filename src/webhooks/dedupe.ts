import { requireOptions } from '../errors/require.js';
import { inRange } from './ranges.js';

/** `new`: claimed, go on. `busy`: another attempt is being handled. `done`: it has been handled. */
export type Claim = 'new' | 'busy' | 'done';

/** The lease that a claim asks for. */
export interface Lease {
  /** How long it lasts, in milliseconds. */
  readonly leaseMs: number;
  /** Names its holder: no other claim has the same. */
  readonly token: string;
}

/**
 * Remembers which events are being handled and which have been, for one process or for several that share a store. A key
 * is 64 hexadecimal digits. A store gets durations, never times, so the clocks of its users need not agree. If a method
 * throws or takes too long, the event is handled anyway: a duplicate is better than a loss.
 */
export interface DedupeStore {
  /** Leases a key that is neither leased nor done. It must be atomic: no other claim may come between. */
  claim(key: string, lease: Lease): Claim | Promise<Claim>;
  /** Marks a key as done for at least `keepMs`, whoever holds its lease. `token` is that of the claim. */
  complete(key: string, keepMs: number, token: string): unknown;
  /** Ends the lease of that token, so that the next claim is new. Another's lease goes on, and a key that is done stays done. */
  release(key: string, token: string): unknown;
}

/**
 * How long a claim holds: longer than any handler's deadline, and less than the five minutes after which Zoom retries, so
 * that the retry of an event whose process died finds it free.
 */
export const LEASE_MS = 240_000;

/** Zoom's last retry comes about 85 minutes after the first attempt. */
export const KEEP_DONE_MS = 90 * 60_000;

/** Options of `createMemoryDedupe`. */
export interface MemoryDedupeOptions {
  /** How many handled events are remembered. 100,000 by default, 14 MB. */
  readonly maxKeys?: number | undefined;
  /** The clock, in milliseconds. It must never go back. `performance.now` by default. */
  readonly now?: (() => number) | undefined;
}

/**
 * The store of one process, bounded by count and age: beyond `maxKeys` it forgets the event that was handled first. Events
 * that are being handled are counted apart. Its keys are lost with the process, so that events may be handled twice around a
 * restart; several instances need a store they share.
 *
 * @example
 * createReceiver({ secrets, dedupe: createMemoryDedupe({ maxKeys: 1_000_000 }) });
 *
 * @throws {ArgumentError} `maxKeys`, or an unknown option
 */
export function createMemoryDedupe(options: MemoryDedupeOptions = {}): DedupeStore {
  requireOptions(options, 'createMemoryDedupe', { maxKeys: 0, now: 0 });
  // `Date.now` jumps when the clock is set: set back, it would keep the lease of a dead handler past all of Zoom's retries.
  // Whole numbers take no memory of their own, which would be collected: 2 µs an event in the benchmark of the receiver.
  const { now = () => Math.ceil(performance.now()) } = options;
  const maxKeys = inRange('maxKeys', options.maxKeys ?? 100_000, 1, 2 ** 24);
  /** Who holds each lease, and when it expires: one for each handler that runs. */
  const leased = new Map<string, { readonly token: string; readonly expiry: number }>();
  /** When each handled event may be forgotten. */
  const done = new Map<string, number>();
  /** The keys of `done` in the order they came, as a ring: a Map slows down if its first key is deleted time and again. */
  // Stryker disable next-line ArrayDeclaration: a first entry that is no key of `done` deletes nothing.
  const ring: string[] = [];
  let oldest = 0;

  return {
    claim(key, { leaseMs, token }) {
      const time = now();
      if (isLive(done.get(key), time)) return 'done';
      if (isLive(leased.get(key)?.expiry, time)) return 'busy';
      leased.set(key, { token, expiry: time + leaseMs });
      // A handler that never ends leaves its lease behind.
      // Stryker disable next-line StringLiteral: a Map that has entries has a first key.
      if (leased.size > maxKeys) leased.delete(leased.keys().next().value ?? '');
      return 'new';
    },
    complete(key, keepMs) {
      leased.delete(key);
      const isKnown = done.has(key);
      done.set(key, now() + keepMs);
      if (isKnown) return;
      // Stryker disable next-line StringLiteral: the text is no key, so nothing is deleted.
      done.delete(ring[oldest] ?? '');
      ring[oldest] = key;
      // Stryker disable next-line ArithmeticOperator: going round backwards, by negative indexes, keeps as many keys.
      oldest = (oldest + 1) % maxKeys;
    },
    release(key, token) {
      if (leased.get(key)?.token === token) leased.delete(key);
    },
  };
}

function isLive(expiry: number | undefined, time: number): boolean {
  // Stryker disable next-line ConditionalExpression: undefined is not greater than any time.
  return expiry !== undefined && expiry > time;
}
