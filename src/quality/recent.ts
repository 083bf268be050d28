/** A map of bounded size: beyond it, the entry not touched for longest is dropped. */
export class Recent<V> {
  /** How many entries were dropped. */
  dropped = 0;
  readonly #max: number;
  readonly #entries = new Map<string, V>();
  readonly #onDrop: (value: V) => void;

  constructor(max: number, onDrop: (value: V) => void = () => {}) {
    this.#max = max;
    this.#onDrop = onDrop;
  }

  /** The entry of a key, made if it is missing; it becomes the last to be dropped. */
  touch(key: string, make: () => V): V {
    const value = this.#entries.get(key) ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#max) {
      const [oldest] = this.#entries;
      if (oldest === undefined) return value;
      this.#entries.delete(oldest[0]);
      this.dropped += 1;
      this.#onDrop(oldest[1]);
    }
    return value;
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  /** Removes an entry that is no longer needed, and returns it. It does not count as dropped. */
  take(key: string): V | undefined {
    const value = this.#entries.get(key);
    this.#entries.delete(key);
    return value;
  }

  /** From the entry not touched for longest to the latest. */
  values(): V[] {
    return [...this.#entries.values()];
  }

  entries(): [key: string, value: V][] {
    return [...this.#entries];
  }
}
