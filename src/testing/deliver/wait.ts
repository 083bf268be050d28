import type { Stop } from './stop.js';

/** The longest delay that a timer knows. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Waits until a time of `performance.now()`, or until stopped. */
export async function waitUntil(dueMs: number, stop: Stop): Promise<void> {
  for (let left = dueMs - performance.now(); left > 0 && !stop.isStopped; left = dueMs - performance.now())
    await sleep(Math.min(left, MAX_TIMER_MS), stop);
}

function sleep(ms: number, stop: Stop): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const forget = stop.onStop(done);
  });
}

/** Lets so many run at a time, in the order in which they asked. */
export function createSlots(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async take(): Promise<void> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    giveBack(): void {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
