import type { StopSignal } from './stop.js';

/** The longest delay that `setTimeout` supports. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Waits until `performance.now()` reaches `dueMs`, or until stopped. */
export async function waitUntil(dueMs: number, stop: StopSignal): Promise<void> {
  for (let left = dueMs - performance.now(); left > 0 && !stop.isStopped; left = dueMs - performance.now())
    await sleep(Math.min(left, MAX_TIMER_MS), stop);
}

function sleep(ms: number, stop: StopSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const unsubscribe = stop.onStop(done);
  });
}
