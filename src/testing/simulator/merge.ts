/** Anything with a time, in milliseconds since 1970. */
export interface Timed {
  readonly atMs: number;
}

/** A priority queue by time. Items of equal time keep their insertion order. */
export interface TimeQueue<T extends Timed> {
  put(item: T): void;
  /** Removes the earliest item, if its time is not after `untilMs`. */
  take(untilMs?: number): T | undefined;
}

export function createTimeQueue<T extends Timed>(): TimeQueue<T> {
  // A binary heap: the children of `index` are at 2 * index + 1 and 2 * index + 2.
  const heap: { readonly item: T; readonly order: number }[] = [];
  let count = 0;

  const isBefore = (left: number, right: number): boolean => {
    const [a, b] = [heap[left], heap[right]];
    if (a === undefined || b === undefined) return a !== undefined;
    return a.item.atMs < b.item.atMs || (a.item.atMs === b.item.atMs && a.order < b.order);
  };
  const swap = (left: number, right: number): void => {
    const [a, b] = [heap[left], heap[right]];
    if (a === undefined || b === undefined) return;
    heap[left] = b;
    heap[right] = a;
  };

  return {
    put(item) {
      heap.push({ item, order: count++ });
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1;
        if (!isBefore(index, parent)) break;
        swap(index, parent);
        index = parent;
      }
    },
    take(untilMs = Number.POSITIVE_INFINITY) {
      if (heap[0] === undefined || heap[0].item.atMs > untilMs) return undefined;
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let index = 0; ; ) {
        const left = 2 * index + 1;
        const child = isBefore(left + 1, left) ? left + 1 : left;
        if (!isBefore(child, index)) break;
        swap(index, child);
        index = child;
      }
      return first?.item;
    },
  };
}

/** Merges sequences that are sorted by time into one. Each is read only one item ahead. */
export function* merge<T extends Timed>(sequences: Iterable<Iterable<T>>): Generator<T> {
  const queue = createTimeQueue<Timed & { item: T; rest: Iterator<T> }>();
  const advance = (rest: Iterator<T>) => {
    const { done, value } = rest.next();
    if (!done) queue.put({ atMs: value.atMs, item: value, rest });
  };
  for (const sequence of sequences) advance(sequence[Symbol.iterator]());
  for (let head = queue.take(); head !== undefined; head = queue.take()) {
    yield head.item;
    advance(head.rest);
  }
}
