import { RestTransportError } from '../errors.js';

/** Waits `ms` milliseconds. May reject early when the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Waits for `work` or the signal's abort, even if `work` ignores the signal. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(errorOf(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
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
