const LATE = Symbol('late');

/** What the work comes to; once the time is over, what `late` says. The work itself goes on, and then fails unheard. */
export async function within<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const time = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(resolve, ms, LATE);
  });
  try {
    const first = await Promise.race([work, time]);
    return first === LATE ? late() : first;
  } finally {
    clearTimeout(timer);
  }
}
