/** Creates a semaphore of `count` permits. Callers acquire them in the order in which they asked. */
export function createSemaphore(count: number) {
  let free = count;
  const queue: (() => void)[] = [];
  return {
    async acquire(): Promise<void> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
    },
    release(): void {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    },
  };
}
