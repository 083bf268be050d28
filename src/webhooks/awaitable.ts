/**
 * Values that are usually there already. `await` makes a promise and gives up the turn even then; these functions go on at
 * once, and make a promise only where something is waited for.
 */

/** A value, or a promise of one. */
export type Awaitable<T> = T | Promise<T>;

/** Whether a value has to be waited for. Callers may return promises of any library. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** What `next` returns for a value. */
export function chain<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return isThenable(value) ? Promise.resolve(value).then(next) : next(value);
}

/** What `next` returns for the result of `work`, or `failed` for what it throws. It does not catch errors of `next`. */
export function attempt<T, R>(
  work: () => Awaitable<T>,
  next: (value: T) => Awaitable<R>,
  failed: (error: unknown) => Awaitable<R>,
): Awaitable<R> {
  let value: Awaitable<T>;
  try {
    value = work();
  } catch (error) {
    return failed(error);
  }
  return isThenable(value) ? Promise.resolve(value).then(next, failed) : next(value);
}
