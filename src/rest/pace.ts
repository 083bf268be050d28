import { type Sleep, untilAborted } from './abort.js';

/** Waits for the caller's turn. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/** Spaces requests evenly: at most `perSecond` begin in a second, in the order in which they asked. */
export function createPace(perSecond: number | undefined, now: () => number, sleep: Sleep): Pace {
  if (perSecond === undefined) return () => Promise.resolve();
  const intervalMs = 1000 / perSecond;
  let nextTurnMs = Number.NEGATIVE_INFINITY;
  let waiting = 0;
  return async (signal) => {
    const nowMs = now();
    // A clock that was set back must not make anyone wait longer than those ahead explain.
    const turnMs = Math.min(Math.max(nowMs, nextTurnMs), nowMs + (waiting + 1) * intervalMs);
    nextTurnMs = turnMs + intervalMs;
    if (turnMs === nowMs) return;
    waiting++;
    try {
      await untilAborted(sleep(turnMs - nowMs, signal), signal);
    } finally {
      waiting--;
    }
  };
}
