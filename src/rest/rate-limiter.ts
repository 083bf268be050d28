import { errorOf, type Sleep, untilAborted } from './abort.js';

/** Waits until the caller may send a request. */
export type RateLimiter = (signal?: AbortSignal) => Promise<void>;

/**
 * Creates a rate limiter: at most `perSecond` requests per second, evenly spaced, in the order of the calls. A caller that
 * aborts takes no turn.
 */
export function createRateLimiter(perSecond: number, now: () => number, sleep: Sleep): RateLimiter {
  const intervalMs = 1000 / perSecond;
  let nextTurnMs = -Infinity;
  let lastMs = -Infinity;
  let queue: Promise<unknown> = Promise.resolve();

  const readClock = (): number => {
    const nowMs = now();
    // If the clock is set back, the next turn moves with it, so that no caller waits for it to catch up.
    if (nowMs < lastMs) nextTurnMs -= lastMs - nowMs;
    lastMs = nowMs;
    return nowMs;
  };

  /** Waits for the next turn. Only the first in the queue does, so no wait is longer than the interval. */
  const takeTurn = async (signal: AbortSignal | undefined): Promise<void> => {
    if (signal?.aborted) throw errorOf(signal);
    const nowMs = readClock();
    nextTurnMs = Math.max(nextTurnMs, nowMs);
    if (nextTurnMs > nowMs) await untilAborted(sleep(nextTurnMs - nowMs, signal), signal);
    // First the clock, which may move the turn.
    const turnMs = readClock();
    nextTurnMs = Math.max(nextTurnMs, turnMs) + intervalMs;
  };

  return (signal) => {
    const turn = queue.then(() => takeTurn(signal));
    queue = turn.catch(() => {});
    return untilAborted(turn, signal);
  };
}
