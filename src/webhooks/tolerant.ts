import type { Claim, DedupeStore } from './dedupe.js';
import { within } from './within.js';

/** A dedupe store that may fail without losing an event: a claim that gives no answer counts as new. */
export interface TolerantStore {
  claim(key: string, leaseMs: number): Promise<Claim>;
  complete(key: string, keepMs: number): Promise<void>;
  release(key: string): Promise<void>;
}

/** Waits no longer than `waitMs` for the store, so that one that hangs does not hold up the answer. */
export function tolerant(
  store: DedupeStore,
  waitMs: number,
  report: (error: unknown) => void,
): TolerantStore {
  const attempt = async (call: () => unknown): Promise<unknown> => {
    try {
      const result = call();
      // Only what is awaited needs a timer; the store in memory answers at once.
      return isThenable(result) ? await within(waitMs, Promise.resolve(result), timedOut) : result;
    } catch (error) {
      report(error);
      return undefined;
    }
  };
  return {
    async claim(key, leaseMs) {
      const claim = await attempt(() => store.claim(key, leaseMs));
      return claim === 'busy' || claim === 'done' ? claim : 'new';
    },
    async complete(key, keepMs) {
      await attempt(() => store.complete(key, keepMs));
    },
    async release(key) {
      await attempt(() => store.release(key));
    },
  };
}

function timedOut(): never {
  throw new DOMException('The dedupe store takes too long.', 'TimeoutError');
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
