/** The result of `work`, or of `late` if it takes longer. `work` is not cancelled; its later result is ignored. */
export function within<T>(ms: number, work: Promise<T>, late: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(Promise.resolve().then(late)), ms);
    work.then(resolve, reject).then(() => clearTimeout(timer));
  });
}

export function timeout(what: string): DOMException {
  return new DOMException(`${what} takes too long.`, 'TimeoutError');
}

/** Resolves after `ms`, or as soon as other work has had its turn. */
export function delay(ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
