/**
 * The outcome of work that could go on for ever. After the time it rejects, so that a test fails with a message that says what
 * did not happen, rather than by the limit of all tests.
 */
export function bounded<T>(work: Promise<T>, missing: () => string, ms = 20_000): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${missing()} within ${ms / 1000} s`)), ms);
    // Some tests count the timers that keep the process alive.
    timer.unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
