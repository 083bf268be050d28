import { type Sleep, untilAborted } from './abort.js';

/** Waits for the caller's turn. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/** Spaces requests evenly: at most `perSecond` begin in a second, in the order in which they asked. */
export function createPace(perSecond: number, now: () => number, sleep: Sleep): Pace {
  const intervalMs = 1000 / perSecond;
  let nextTurnMs = -Infinity;
  let lastMs = -Infinity;
  return async (signal) => {
    const nowMs = now();
    // A clock that is set back takes the turns with it; nobody waits for it to catch up.
    if (nowMs < lastMs) nextTurnMs -= lastMs - nowMs;
    lastMs = nowMs;
    const turnMs = Math.max(nowMs, nextTurnMs);
    nextTurnMs = turnMs + intervalMs;
    if (turnMs > nowMs) await untilAborted(sleep(turnMs - nowMs, signal), signal);
  };
}
