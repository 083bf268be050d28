import { RestTransportError, ZoomApiError } from '../errors.js';
import { untilAborted } from './abort.js';
import type { Transport } from './json.js';

const MAX_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 500;

/** Runs an attempt until it succeeds, or fails for good. */
export type Retry = <T>(attempt: () => Promise<T>) => Promise<T>;

/** Three attempts in all, over however many calls: one request that renews its token in between stays one request. */
export function createRetry(transport: Transport, signal: AbortSignal | undefined): Retry {
  const { now, sleep, maxRetryWaitMs } = transport;
  let failures = 0;
  return async (attempt) => {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!isPassing(error) || ++failures >= MAX_ATTEMPTS) throw error;
        const retryAt = error instanceof ZoomApiError ? error.retryAt : undefined;
        const askedMs = retryAt ? retryAt.getTime() - now() : 0;
        if (askedMs > maxRetryWaitMs) throw error;
        // To a clock that is ahead of Zoom's the time may have passed already.
        await untilAborted(sleep(Math.max(askedMs, backoffMs(failures)), signal), signal);
      }
    }
  };
}

/** Whether the same request may succeed later. A timeout is not among them: the caller has waited long enough. */
function isPassing(error: unknown): boolean {
  if (error instanceof ZoomApiError) return error.code === 'rate_limited' || error.code === 'server_error';
  return error instanceof RestTransportError && error.code === 'network';
}

/** Half of it is chance, so that clients that failed together do not come back together. */
function backoffMs(failures: number): number {
  return FIRST_BACKOFF_MS * 2 ** (failures - 1) * (0.5 + Math.random() / 2);
}
