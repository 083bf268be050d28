const BLOCK_BYTES = 8_192;

/** 4 MiB for the whole process. */
const MAX_SPARE_BLOCKS = 512;

/**
 * Blocks to use again. Without them every buffer is garbage once it is freed, and lies outside the heap, where V8 lets tens
 * of megabytes pile up before it collects.
 */
const spare: Uint8Array[] = [];

/**
 * Gathers bytes that arrive in pieces of any size. Pieces are copied into blocks, so a piece of one byte takes up one byte
 * and no object.
 */
export class BlockBuffer {
  readonly #maxBytes: number;
  readonly #blocks: Uint8Array[] = [];
  /** The first piece, as it came: most bodies have no other. */
  #first: Uint8Array | undefined;
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get length(): number {
    return this.#length;
  }

  /** How many bytes of memory the buffer takes up. */
  get capacity(): number {
    return this.#first ? this.#length : this.#blocks.length * BLOCK_BYTES;
  }

  /** Adds a piece. Returns false, and adds nothing, if the whole would exceed `maxBytes`. */
  add(piece: Uint8Array): boolean {
    if (this.#length + piece.length > this.#maxBytes) return false;
    // A part of something larger would keep all of that in memory.
    if (this.#length === 0 && piece.length === piece.buffer.byteLength) {
      this.#first = piece;
      this.#length = piece.length;
      return true;
    }
    const first = this.#first;
    if (first) {
      this.#first = undefined;
      this.#length = 0;
      this.#copy(first);
    }
    this.#copy(piece);
    return true;
  }

  #copy(piece: Uint8Array): void {
    for (let copied = 0; copied < piece.length; ) {
      const offset = this.#length % BLOCK_BYTES;
      if (offset === 0) this.#blocks.push(spare.pop() ?? new Uint8Array(BLOCK_BYTES));
      const part = piece.subarray(copied, copied + BLOCK_BYTES - offset);
      this.#blocks.at(-1)?.set(part, offset);
      copied += part.length;
      this.#length += part.length;
    }
  }

  /** Everything added so far, in memory of its own. */
  bytes(): Uint8Array {
    if (this.#first) return this.#first;
    const whole = new Uint8Array(this.#length);
    for (const [i, block] of this.#blocks.entries()) {
      const start = i * BLOCK_BYTES;
      whole.set(block.subarray(0, this.#length - start), start);
    }
    return whole;
  }

  /** Empties the buffer and gives its blocks to the next one. */
  free(): void {
    spare.push(...this.#blocks.slice(0, MAX_SPARE_BLOCKS - spare.length));
    this.#blocks.length = 0;
    this.#first = undefined;
    this.#length = 0;
  }
}
