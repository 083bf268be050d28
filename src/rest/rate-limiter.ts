import { type Sleep, untilAborted } from './abort.js';

/** Waits until the caller may send a request. */
export type RateLimiter = (signal?: AbortSignal) => Promise<void>;

/** Creates a rate limiter: at most `perSecond` requests per second, evenly spaced, in the order of the calls. */
export function createRateLimiter(perSecond: number, now: () => number, sleep: Sleep): RateLimiter {
  const intervalMs = 1000 / perSecond;
  let nextTurnMs = -Infinity;
  let lastMs = -Infinity;
  return async (signal) => {
    const nowMs = now();
    // If the clock is set back, the turns move with it, so that no caller waits for it to catch up.
    if (nowMs < lastMs) nextTurnMs -= lastMs - nowMs;
    lastMs = nowMs;
    const turnMs = Math.max(nowMs, nextTurnMs);
    nextTurnMs = turnMs + intervalMs;
    if (turnMs > nowMs) await untilAborted(sleep(turnMs - nowMs, signal), signal);
  };
}
