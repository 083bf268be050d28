import { inRange } from './ranges.js';

/** `new`: claimed, go on. `busy`: somebody is at it. `done`: it has been handled. */
export type Claim = 'new' | 'busy' | 'done';

/**
 * Remembers which events are being handled and which have been, for one process or for several that share a store. A key
 * is 64 hexadecimal digits. Any method may throw or take long: the event is then handled all the same, since a duplicate
 * is better than a loss.
 */
export interface DedupeStore {
  /** Takes a key that is neither leased nor done, for `leaseMs`, in one step that no other claim can come between. */
  claim(key: string, leaseMs: number): Claim | Promise<Claim>;
  /** Marks a key as done for at least `keepMs`, whether it is still leased or not. */
  complete(key: string, keepMs: number): unknown;
  /** Gives a lease back, so that the next claim is new. What is done stays done. */
  release(key: string): unknown;
}

/**
 * How long a claim holds: beyond any handler's deadline, and within the five minutes after which Zoom first tries again,
 * so that the retry of an event whose process died finds it free.
 */
export const LEASE_MS = 240_000;

/** Zoom's last retry comes about 85 minutes after the first attempt. */
export const KEEP_DONE_MS = 90 * 60_000;

export interface MemoryDedupeOptions {
  /** Keys kept at most; beyond it the oldest is forgotten. 100,000 by default, about 20 MB. */
  readonly maxKeys?: number;
  /** The clock, in milliseconds. `Date.now` by default. */
  readonly now?: () => number;
}

/**
 * The store of one process, bounded by count and age. What it holds is lost with the process, so that events may be
 * handled twice around a restart; several instances need a store they share.
 *
 * @example
 * createReceiver({ secrets, dedupe: createMemoryDedupe({ maxKeys: 1_000_000 }) });
 *
 * @throws ArgumentError `maxKeys`
 */
export function createMemoryDedupe(options: MemoryDedupeOptions = {}): DedupeStore {
  const { now = Date.now } = options;
  const maxKeys = inRange('maxKeys', options.maxKeys ?? 100_000, 1, 2 ** 24);
  // In the order of their claims, so that the oldest stand first.
  const entries = new Map<string, Entry>();

  const find = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    return entry && entry.expiry > now() ? entry : undefined;
  };
  const add = (key: string, entry: Entry): void => {
    entries.delete(key);
    entries.set(key, entry);
    for (const [oldest, { expiry }] of entries) {
      if (expiry > now() && entries.size <= maxKeys) break;
      entries.delete(oldest);
    }
  };

  return {
    claim(key, leaseMs) {
      const entry = find(key);
      if (entry) return entry.isDone ? 'done' : 'busy';
      add(key, { isDone: false, expiry: now() + leaseMs });
      return 'new';
    },
    complete(key, keepMs) {
      const entry = find(key);
      if (!entry) return add(key, { isDone: true, expiry: now() + keepMs });
      entry.isDone = true;
      entry.expiry = now() + keepMs;
    },
    release(key) {
      if (!entries.get(key)?.isDone) entries.delete(key);
    },
  };
}

interface Entry {
  isDone: boolean;
  expiry: number;
}
