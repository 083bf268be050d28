import { ArgumentError } from '../errors.js';
import type { DedupeStore, Lease } from './dedupe.js';
import { timeout, within } from './within.js';

/**
 * A dedupe store whose failures lose no event: a call that fails or takes too long is reported and returns undefined, which
 * is neither `busy` nor `done`.
 */
export interface TolerantStore {
  claim(key: string, lease: Lease): unknown;
  complete(key: string, keepMs: number, token: string): unknown;
  release(key: string, token: string): unknown;
}

/** Waits at most `waitMs` for each call of the store, so that one that hangs does not delay the answer. */
export function tolerant(
  store: DedupeStore,
  waitMs: number,
  report: (error: unknown) => void,
): TolerantStore {
  const attempt = (call: () => unknown): unknown => {
    try {
      const result = call();
      // Only a promise needs a timer; the memory store returns none.
      if (!isThenable(result)) return result;
      return within(waitMs, Promise.resolve(result), timedOut).catch(report);
    } catch (error) {
      return report(error);
    }
  };
  return {
    claim: (key, lease) =>
      attempt(() => {
        const claim: unknown = store.claim(key, lease);
        return isThenable(claim) ? claim.then(checkClaim) : checkClaim(claim);
      }),
    complete: (key, keepMs, token) => attempt(() => store.complete(key, keepMs, token)),
    release: (key, token) => attempt(() => store.release(key, token)),
  };
}

/** Any other answer would silently count as `new`, and no duplicate would be recognised. */
function checkClaim(claim: unknown): unknown {
  if (claim === 'new' || claim === 'busy' || claim === 'done') return claim;
  throw new ArgumentError('dedupe.claim', "a function that returns 'new', 'busy' or 'done'");
}

function timedOut(): never {
  throw timeout('The dedupe store');
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
