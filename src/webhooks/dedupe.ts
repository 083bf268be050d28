import { ArgumentError } from '../errors.js';
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
  /** Keys there is room for; the more there are beyond it, the sooner some are forgotten. 100,000 by default, 6 MB. */
  readonly maxKeys?: number;
  /** The clock, in milliseconds. `Date.now` by default. */
  readonly now?: () => number;
}

/** Numbers of an entry: two parts of its key, and when it expires; negative once it is done, 0 where there never was one. */
const ENTRY = 3;

/** A key stands in one of so many places from its own on. */
const REACH = 16;

/**
 * The store of one process, bounded by count and age. What it holds is lost with the process, so that events may be
 * handled twice around a restart; several instances need a store they share.
 *
 * @example
 * createReceiver({ secrets, dedupe: createMemoryDedupe({ maxKeys: 1_000_000 }) });
 *
 * @throws ArgumentError `maxKeys`; and from its functions, for a `key` that is no digest
 */
export function createMemoryDedupe(options: MemoryDedupeOptions = {}): DedupeStore {
  const { now = Date.now } = options;
  const maxKeys = inRange('maxKeys', options.maxKeys ?? 100_000, 1, 2 ** 24);
  // A table of numbers, at most half full: a map of texts costs several times as much for the collector to keep.
  const places = 2 ** Math.ceil(Math.log2(maxKeys) + 1);
  const table = new Float64Array(ENTRY * places);

  /** Where the expiry of a key stands. A new key takes the place of the one that expires first. */
  const find = (key: string): number => {
    const head = part(key.slice(0, 13));
    const tail = part(key.slice(13, 26));
    let place = 0;
    let soonest = Number.POSITIVE_INFINITY;
    // Beyond a place where there never was a key there is none.
    for (let i = 0; i < REACH && soonest; i++) {
      const at = ((head + i) % places) * ENTRY;
      if (table[at] === head && table[at + 1] === tail) return at + 2;
      const expiry = Math.abs(table[at + 2] as number);
      if (expiry < soonest) {
        place = at;
        soonest = expiry;
      }
    }
    table.set([head, tail, now()], place);
    return place + 2;
  };

  return {
    claim(key, leaseMs) {
      const at = find(key);
      const expiry = table[at] as number;
      if (Math.abs(expiry) > now()) return expiry < 0 ? 'done' : 'busy';
      table[at] = now() + leaseMs;
      return 'new';
    },
    complete(key, keepMs) {
      table[find(key)] = -(now() + keepMs);
    },
    release(key) {
      const at = find(key);
      if ((table[at] as number) > 0) table[at] = now();
    },
  };
}

/** The number that 13 digits of a key make, as many as a number holds exactly. */
function part(digits: string): number {
  const value = Number.parseInt(digits, 16);
  if (value >= 0) return value;
  throw new ArgumentError('key', 'a digest in hexadecimal');
}
