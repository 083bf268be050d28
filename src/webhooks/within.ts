import { type Awaitable, isThenable } from './awaitable.js';

/**
 * The result of `work`, or of `late` if it takes longer. `work` is not cancelled; its later result is ignored. A result that
 * is there already needs no timer.
 */
export function within<T>(ms: number, work: Awaitable<T>, late: () => Awaitable<T>): Awaitable<T> {
  if (!isThenable(work)) return work;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(Promise.resolve().then(late)), ms);
    Promise.resolve(work)
      .then(resolve, reject)
      .then(() => clearTimeout(timer));
  });
}

export function timeout(what: string): DOMException {
  return new DOMException(`${what} takes too long.`, 'TimeoutError');
}

/** Resolves after `ms`, or as soon as other work has had its turn. */
export function delay(ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
