import { RestTransportError } from '../errors.js';

/** A wait that may end early, by rejecting, when the signal says so. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Waits for `work`, but no longer than the signal allows; `work` itself need not know of the signal. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(errorOf(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The error that ends a wait: the reason if it is one of ours, or one whose cause is the caller's own reason. */
export function errorOf({ reason }: AbortSignal): RestTransportError {
  return reason instanceof RestTransportError
    ? reason
    : new RestTransportError('aborted', 'Aborted by its signal.', { cause: reason });
}

/** The default wait; its timer ends with the signal, so that it keeps no process alive. */
export const sleep: Sleep = async (ms, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await untilAborted(passed, signal).finally(() => clearTimeout(timer));
};
