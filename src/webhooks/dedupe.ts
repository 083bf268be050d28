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
  /** About how many keys are kept: the more there are beyond it, the sooner some go. 100,000 by default, 6 MB. */
  readonly maxKeys?: number;
  /** The clock, in milliseconds. `Date.now` by default. */
  readonly now?: () => number;
}

/** Numbers of an entry: two parts of its key, and when it expires; negative once it is done, 0 if it is free. */
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

  /** Gives a key another expiry than it has, 0 where it is unknown. An unknown key takes the place whose loss is least. */
  const change = (key: string, next: (expiry: number, time: number) => number): void => {
    // 13 digits are as many as a number holds exactly. With a letter beyond F among them it is none.
    const head = Number(`0x${key.slice(0, 13)}`);
    const tail = Number(`0x${key.slice(13, 26)}`);
    if (!(head + tail >= 0)) throw new ArgumentError('key', 'a digest in hexadecimal');
    const time = now();
    let place = 0;
    let expiry = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let step = 0; step < REACH; step++) {
      const at = ((head + step) % places) * ENTRY;
      if (table[at] === head && table[at + 1] === tail) {
        place = at;
        expiry = table[at + 2] as number;
        break;
      }
      const loss = lossOf(table[at + 2] as number, time);
      if (loss < least) {
        place = at;
        least = loss;
      }
      // Beyond a place where there never was a key there is none.
      if (table[at] === 0) break;
    }
    const changed = next(expiry, time);
    // What stays unknown takes no place.
    if (changed !== expiry) table.set([head, tail, changed], place);
  };

  return {
    claim(key, leaseMs) {
      let claim: Claim = 'new';
      change(key, (expiry, time) => {
        if (isOver(expiry, time)) return time + leaseMs;
        claim = expiry < 0 ? 'done' : 'busy';
        return expiry;
      });
      return claim;
    },
    complete: (key, keepMs) => change(key, (_, time) => -(time + keepMs)),
    release: (key) => change(key, (expiry) => Math.min(expiry, 0)),
  };
}

/** What forgetting an entry loses: nothing once it is over, less the sooner it will be, and most while a handler runs. */
function lossOf(expiry: number, time: number): number {
  if (isOver(expiry, time)) return 0;
  return expiry < 0 ? -expiry : expiry + Number.MAX_SAFE_INTEGER;
}

function isOver(expiry: number, time: number): boolean {
  return Math.abs(expiry) <= time;
}
