import type { StreamType } from './stream-type.js';

/** Numbers what is equal, in the order it comes: the first is 0. */
export class Ordinals {
  readonly #counts = new Map<string, number>();

  next(key: string): number {
    const ordinal = this.#counts.get(key) ?? 0;
    this.#counts.set(key, ordinal + 1);
    return ordinal;
  }
}

/** The same for stream types. Most come once, which a bit for each known type says without a Map. */
export class TypeOrdinals {
  #once = 0;
  #others: Ordinals | undefined;

  next({ type, bit }: Pick<StreamType, 'type' | 'bit'>): number {
    if (bit !== 0 && (this.#once & bit) === 0) {
      this.#once |= bit;
      return 0;
    }
    this.#others ??= new Ordinals();
    return this.#others.next(type) + (bit === 0 ? 0 : 1);
  }
}
