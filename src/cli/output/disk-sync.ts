import { fdatasync } from 'node:fs';
import { promisify } from 'node:util';

/** Waits until the disk has a file. */
export interface DiskSync {
  /** Resolves when the disk has what was written before. Those who ask while it is busy share the next wait. */
  request(): Promise<void>;
  /** Resolves when nobody waits any more. */
  settled(): Promise<void>;
}

/** @param wait for tests: what asks the operating system */
export function createDiskSync(
  file: number,
  wait: (file: number) => Promise<void> = promisify(fdatasync),
): DiskSync {
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  return {
    request() {
      if (next === undefined) {
        next = last.then(() => {
          // What is written from now on is not covered.
          next = undefined;
          return wait(file);
        });
        last = next.catch(() => {});
      }
      return next;
    },
    settled: () => last,
  };
}
