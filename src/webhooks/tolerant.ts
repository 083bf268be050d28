import { ArgumentError } from '../errors.js';
import { attempt, chain } from './awaitable.js';
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
  const tolerate = (call: () => unknown) =>
    attempt(
      () => within(waitMs, call(), timedOut),
      (result) => result,
      report,
    );
  return {
    claim: (...claim) => tolerate(() => chain(store.claim(...claim), checkClaim)),
    complete: (...done) => tolerate(() => store.complete(...done)),
    release: (...lease) => tolerate(() => store.release(...lease)),
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
