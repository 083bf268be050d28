/** The result of `work`, or of `late` if it takes longer. `work` is not cancelled; its later result is ignored. */
export function within<T>(ms: number, work: Promise<T>, late: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(Promise.resolve().then(late)), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

export function timeout(what: string): DOMException {
  return new DOMException(`${what} takes too long.`, 'TimeoutError');
}
