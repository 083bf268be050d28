/**
 * Yields what `fetch` returns until it returns nothing. While one result is used, the next is fetched: the database and this
 * process then work at the same time.
 */
export async function* readAhead<T>(fetch: () => Promise<T | undefined>): AsyncGenerator<T, undefined> {
  let next = fetched(fetch);
  try {
    for (;;) {
      const result = await next;
      if (result === undefined) return undefined;
      next = fetched(fetch);
      yield result;
    }
  } finally {
    // Whoever stops reading closes the result, which must not be in use then.
    await next.catch(() => {});
  }
}

/** Fetches; an error is reported where the result is awaited, which may be later. */
function fetched<T>(fetch: () => Promise<T>): Promise<T> {
  const result = fetch();
  result.catch(() => {});
  return result;
}
