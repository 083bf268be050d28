import { RestTransportError, ZoomApiError } from '../errors.js';
import { untilAborted } from './abort.js';
import type { Transport } from './json.js';

const MAX_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 500;

/** Runs `attempt` until it succeeds or must not be retried. */
export type Retry = <T>(attempt: () => Promise<T>) => Promise<T>;

/**
 * Creates a retry with three attempts in all, counted over its calls: a request that renews its token has no more
 * attempts than another.
 */
export function createRetry(transport: Transport, signal: AbortSignal | undefined): Retry {
  const { now, sleep, maxRetryWaitMs } = transport;
  let failures = 0;
  return async (attempt) => {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!isTransient(error) || ++failures >= MAX_ATTEMPTS) throw error;
        const retryAt = error instanceof ZoomApiError ? error.retryAt : undefined;
        const requestedMs = retryAt ? retryAt.getTime() - now() : 0;
        if (requestedMs > maxRetryWaitMs) throw error;
        // If the clock is ahead of Zoom's, retryAt may already be past.
        await untilAborted(sleep(Math.max(requestedMs, backoffMs(failures)), signal), signal);
      }
    }
  };
}

/** Whether a retry may succeed. A timeout is not retried: the caller has waited long enough. */
function isTransient(error: unknown): boolean {
  if (error instanceof ZoomApiError) return error.code === 'rate_limited' || error.code === 'server_error';
  return error instanceof RestTransportError && error.code === 'network';
}

/** Exponential backoff. Up to half of it is random, so that clients that failed together do not retry together. */
function backoffMs(failures: number): number {
  return FIRST_BACKOFF_MS * 2 ** (failures - 1) * (0.5 + Math.random() / 2);
}
