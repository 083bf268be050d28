/** An item before it is linked. It has `next` already, so that all items share one hidden class. */
export type Unlinked<T> = Omit<T, 'next'> & { next: undefined };

/**
 * Links the items of a list in a ring: each item's `next` is the item after it, and the last one's is the first. A walk replaces
 * `next` by the item that did come next, so that its next guess is right and saves a look-up.
 */
export function inRing<T extends { next: T }>(items: readonly Unlinked<T>[]): readonly T[] {
  // Every item gets its `next` here.
  const ring = items as readonly { next: unknown }[] as readonly T[];
  let last = ring.at(-1);
  for (const item of ring) {
    if (last) last.next = item;
    last = item;
  }
  return ring;
}
