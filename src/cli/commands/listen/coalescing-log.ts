import type { Writable } from 'node:stream';
import { formatNumber } from '../../output/format-count.js';

/** Tells what happens, however often it does: each thing at once when it is new, and then how often it came. */
export interface CoalescingLog {
  note(text: string): void;
  /** Tells what is still to be told. */
  end(): void;
}

const EVERY_MS = 60_000;

/** A log on a stream, one line a thing, each with its time. */
export function createCoalescingLog(stream: Writable, everyMs = EVERY_MS): CoalescingLog {
  /** What has been told in this span of time, and how often it came since. */
  let told = new Map<string, number>();

  const write = (text: string) => stream.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
  const tellAgain = (): void => {
    const again = [...told].filter(([, count]) => count > 0);
    for (const [text, count] of again) write(`${text}, ${formatNumber(count)} more`);
    // What came is still going on, and is told with its number only.
    told = new Map(again.map(([text]) => [text, 0]));
  };
  const timer = setInterval(tellAgain, everyMs);

  return {
    note(text) {
      const count = told.get(text);
      if (count === undefined) write(text);
      told.set(text, count === undefined ? 0 : count + 1);
    },
    end() {
      clearInterval(timer);
      tellAgain();
    },
  };
}
