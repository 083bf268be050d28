import { RestTransportError } from '../errors.js';

/** Waits `ms` milliseconds. May reject early when the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The listeners of each signal. Node warns of a leak if a signal itself has more than ten. */
const listenersBySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `listener` when the signal aborts. Returns a function that removes the listener. */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const listeners = listenersBySignal.get(signal) ?? listenTo(signal);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    signal.removeEventListener('abort', callListeners);
    listenersBySignal.delete(signal);
  };
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const listeners = new Set<() => void>();
  listenersBySignal.set(signal, listeners);
  signal.addEventListener('abort', callListeners, { once: true });
  return listeners;
}

function callListeners(this: AbortSignal): void {
  for (const listener of listenersBySignal.get(this) ?? []) listener();
}

/** Waits for `work` or the signal's abort, even if `work` ignores the signal. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(errorOf(signal));
    const unsubscribe = onAbort(signal, abort);
    if (signal.aborted) abort();
    void work.then(resolve, reject).finally(unsubscribe);
  });
}

/**
 * Runs `work` until its deadline or the signal's abort, even if `work` ignores the signal that it gets. That signal aborts
 * whenever the result is no longer wanted.
 *
 * @throws {RestTransportError} `timeout`, with `message`, or `aborted`
 * @throws what `work` throws
 */
export async function withDeadline<T>(
  { timeoutMs, message }: { readonly timeoutMs: number; readonly message: string },
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw errorOf(signal);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new RestTransportError('timeout', message)), timeoutMs);
  const unsubscribe = signal && onAbort(signal, () => controller.abort(errorOf(signal)));
  try {
    return await untilAborted(work(controller.signal), controller.signal);
  } catch (error) {
    controller.abort();
    throw error;
  } finally {
    clearTimeout(timer);
    unsubscribe?.();
  }
}

/**
 * The error for an aborted signal: the reason itself if it is one of this library, else an `aborted` error with it as
 * cause.
 */
export function errorOf({ reason }: AbortSignal): RestTransportError {
  return reason instanceof RestTransportError
    ? reason
    : new RestTransportError('aborted', 'Aborted by its signal.', { cause: reason });
}

/** The default `Sleep`. An abort clears its timer, so that it does not keep the process alive. */
export const sleep: Sleep = async (ms, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await untilAborted(passed, signal).finally(() => clearTimeout(timer));
};
