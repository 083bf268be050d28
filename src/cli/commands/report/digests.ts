import { hash } from 'node:crypto';

/** 128 bits, so that no two ids have the same digest. */
const WORDS = 4;
const BYTES = 4 * WORDS;
const MIN_SLOTS = 1_024;

/** Digests of ids, one after the other. */
export class DigestList {
  #bytes = Buffer.alloc(BYTES * MIN_SLOTS);
  #length = 0;

  add(id: string): void {
    if (this.#length === this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.#bytes.write(hash('sha256', id, 'binary'), this.#length, BYTES, 'latin1');
    this.#length += BYTES;
  }

  /** The digests in words, in a buffer of their own. Ends the list, and begins the next. */
  take(): Uint32Array<ArrayBuffer> {
    const bytes = Uint8Array.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return new Uint32Array(bytes.buffer);
  }
}

/** A set of digests, in typed arrays: V8 need not visit them, and they take a fraction of what ids do. */
export class DigestSet {
  /** Each digest is in the slot that its first word says, or in the next that was empty. A 0 marks an empty one. */
  #slots = new Uint32Array(WORDS * MIN_SLOTS);
  #size = 0;

  /** Adds the digest of a place in a list. Returns false if it was there. */
  add(list: Uint32Array, place: number): boolean {
    const isFull = this.#size * WORDS >= this.#slots.length * 0.75;
    if (isFull) this.#grow();
    if (!put(this.#slots, list, place * WORDS)) return false;
    this.#size += 1;
    return true;
  }

  clear(): void {
    this.#slots = new Uint32Array(WORDS * MIN_SLOTS);
    this.#size = 0;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += WORDS) if (before[at] !== 0) put(this.#slots, before, at);
  }
}

/** Puts four words into their slot. Returns false if they are there. */
function put(slots: Uint32Array, words: Uint32Array, at: number): boolean {
  // Every digest has four words. One that is 0 would mark its slot as empty.
  const a = (words[at] as number) || 1;
  const [b, c, d] = [words[at + 1] as number, words[at + 2] as number, words[at + 3] as number];
  let slot = (a * WORDS) % slots.length;
  while (slots[slot] !== 0) {
    if (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c && slots[slot + 3] === d)
      return false;
    slot = (slot + WORDS) % slots.length;
  }
  slots[slot] = a;
  slots[slot + 1] = b;
  slots[slot + 2] = c;
  slots[slot + 3] = d;
  return true;
}
