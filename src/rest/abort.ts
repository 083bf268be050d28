import { RestTransportError } from '../errors.js';

/** A wait that ends early, by rejecting, when the signal says so. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export function abortedError(): RestTransportError {
  return new RestTransportError('aborted', 'The request was aborted by its signal.');
}

/** Waits for `work`, but no longer than the signal allows; `work` itself need not know of the signal. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortedError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The default wait; its timer ends with the signal, so that nothing keeps a process alive. */
export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortedError());
    const abort = () => {
      clearTimeout(timer);
      reject(abortedError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
