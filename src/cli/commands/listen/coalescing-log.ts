import type { Writable } from 'node:stream';
import { formatNumber } from '../../output/format-count.js';

/** A log whose length is bounded: it writes a new line at once, and repeats of it as one count an interval. */
export interface CoalescingLog {
  write(text: string): void;
  /** Writes the counts of the last interval. */
  end(): void;
}

const INTERVAL_MS = 60_000;

/** Creates a log on a stream. Each line has its time, in UTC. */
export function createCoalescingLog(stream: Writable, intervalMs = INTERVAL_MS): CoalescingLog {
  /** The lines written in this interval, with their repeats. */
  let repeats = new Map<string, number>();

  const print = (text: string) => stream.write(`${new Date().toISOString().slice(0, 19)}Z ${text}\n`);
  const printRepeats = (): void => {
    const repeated = [...repeats].filter(([, count]) => count > 0);
    for (const [text, count] of repeated) print(`${text}, ${formatNumber(count)} more`);
    // What was repeated goes on being counted; anything else is new again.
    repeats = new Map(repeated.map(([text]) => [text, 0]));
  };
  const timer = setInterval(printRepeats, intervalMs);

  return {
    write(text) {
      const count = repeats.get(text);
      if (count === undefined) print(text);
      repeats.set(text, count === undefined ? 0 : count + 1);
    },
    end() {
      clearInterval(timer);
      printRepeats();
    },
  };
}
