import { ArgumentError } from '../errors.js';
import { attempt, chain } from './awaitable.js';
import type { DedupeStore, Lease } from './dedupe.js';
import { timeout, within } from './within.js';

/**
 * A dedupe store whose failures lose no event: a call that fails or takes longer than `waitMs` is reported and returns
 * undefined, which is neither `busy` nor `done`.
 */
export function tolerant(store: DedupeStore, waitMs: number, report: (error: unknown) => void) {
  const tolerate = (call: () => unknown) => attempt(() => within(waitMs, call(), timedOut), same, report);
  return {
    claim: (key: string, lease: Lease) => tolerate(() => chain(store.claim(key, lease), checkClaim)),
    complete: (key: string, keepMs: number, token: string) =>
      tolerate(() => store.complete(key, keepMs, token)),
    release: (key: string, token: string) => tolerate(() => store.release(key, token)),
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

function same(result: unknown): unknown {
  return result;
}
