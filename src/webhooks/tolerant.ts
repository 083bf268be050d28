import { ArgumentError } from '../errors.js';
import type { DedupeStore } from './dedupe.js';
import { timeout, within } from './within.js';

/**
 * A dedupe store that may fail without losing an event: what fails or takes too long is reported, and comes to undefined,
 * which is neither `busy` nor `done`.
 */
export interface TolerantStore {
  claim(key: string, leaseMs: number): unknown;
  complete(key: string, keepMs: number): unknown;
  release(key: string): unknown;
}

/** Waits no longer than `waitMs` for the store, so that one that hangs does not hold up the answer. */
export function tolerant(
  store: DedupeStore,
  waitMs: number,
  report: (error: unknown) => void,
): TolerantStore {
  const attempt = (call: () => unknown): unknown => {
    try {
      const result = call();
      // Only what has to be awaited needs a timer; the store in memory answers at once.
      if (!isThenable(result)) return result;
      return within(waitMs, Promise.resolve(result), timedOut).catch(report);
    } catch (error) {
      return report(error);
    }
  };
  return {
    claim: (key, leaseMs) =>
      attempt(() => {
        const claim: unknown = store.claim(key, leaseMs);
        return isThenable(claim) ? claim.then(checkClaim) : checkClaim(claim);
      }),
    complete: (key, keepMs) => attempt(() => store.complete(key, keepMs)),
    release: (key) => attempt(() => store.release(key)),
  };
}

/** Any other word would be taken for `new` in silence, and no duplicate known. */
function checkClaim(claim: unknown): unknown {
  if (claim === 'new' || claim === 'busy' || claim === 'done') return claim;
  throw new ArgumentError('dedupe.claim', "a function that gives 'new', 'busy' or 'done'");
}

function timedOut(): never {
  throw timeout('The dedupe store');
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
