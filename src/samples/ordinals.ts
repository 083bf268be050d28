/** Numbers what is equal, in the order it comes: the first is 0. */
export class Ordinals {
  readonly #counts = new Map<string, number>();

  next(key: string): number {
    const ordinal = this.#counts.get(key) ?? 0;
    this.#counts.set(key, ordinal + 1);
    return ordinal;
  }
}
