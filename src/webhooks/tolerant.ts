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
  const attempt = (result: () => unknown): unknown => {
    try {
      const given = result();
      // Only a promise needs a timer; the memory store returns none.
      if (!isThenable(given)) return given;
      return within(waitMs, Promise.resolve(given), timedOut).catch(report);
    } catch (error) {
      return report(error);
    }
  };
  return {
    claim: (...claim) =>
      attempt(() => {
        const result: unknown = store.claim(...claim);
        return isThenable(result) ? result.then(checkClaim) : checkClaim(result);
      }),
    complete: (...done) => attempt(() => store.complete(...done)),
    release: (...lease) => attempt(() => store.release(...lease)),
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
