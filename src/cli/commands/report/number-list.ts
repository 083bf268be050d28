const MIN_LENGTH = 16;
const MAX_LENGTH = 1_024;

/**
 * A list of numbers that grows by arrays outside the heap of V8, each longer than the one before: it need not visit them, and
 * none is copied into a longer one.
 */
export class NumberList {
  readonly #full: Float64Array[] = [];
  #last = new Float64Array(MIN_LENGTH);
  #length = 0;

  push(number: number): void {
    if (this.#length === this.#last.length) {
      this.#full.push(this.#last);
      this.#last = new Float64Array(Math.min(this.#length * 2, MAX_LENGTH));
      this.#length = 0;
    }
    this.#last[this.#length] = number;
    this.#length += 1;
  }

  /** The numbers so far, in one array. */
  joined(): Float64Array<ArrayBuffer> {
    const parts = [...this.#full, this.#last.subarray(0, this.#length)];
    const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }
}
