/** One of a list before it is in a ring: `next` is there already, so that all objects have one layout. */
export type Unlinked<T> = Omit<T, 'next'> & { next: undefined };

/**
 * Gives each of a list the one after it as its `next`, and the last the first. Whoever walks a ring puts there what came
 * after it last time, and guesses right instead of looking up.
 */
export function inRing<T extends { next: T }>(items: readonly Unlinked<T>[]): readonly T[] {
  // Every item gets its next here.
  const ring = items as readonly { next: unknown }[] as readonly T[];
  let last = ring.at(-1);
  for (const item of ring) {
    if (last) last.next = item;
    last = item;
  }
  return ring;
}
