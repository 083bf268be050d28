/**
 * Pseudo-random numbers from integer arithmetic only, so that a seed gives the same numbers on every engine. The
 * generator is sfc32; its state is a hash of the key. Not for secrets.
 */
export interface Random {
  /** A number from 0 (included) to 1 (excluded); a multiple of 2^-32. */
  fraction(): number;
  /** An integer from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** `true` with this probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** A text of `length` characters of an alphabet. */
  text(alphabet: string, length: number): string;
  /** An independent generator for one part. Its numbers do not depend on how many were drawn elsewhere. */
  fork(part: string | number): Random;
}

export function createRandom(key: string): Random {
  let [a, b, c, counter] = hash(key);

  function bits(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  const fraction = () => bits() / 0x1_0000_0000;
  const integer = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    // The list has at least one item, so the index is valid.
    pick: <T>(list: readonly [T, ...T[]]) => list[integer(0, list.length - 1)] as T,
    text(alphabet, length) {
      let text = '';
      for (let index = 0; index < length; index += 1)
        text += alphabet.charAt(integer(0, alphabet.length - 1));
      return text;
    },
    fork: (part) => createRandom(`${key}/${part}`),
  };
}

/**
 * Hashes a key to four words: FNV-1a, each word mixed by MurmurHash3's finaliser so that every bit depends on the key.
 */
function hash(key: string): [number, number, number, number] {
  let state = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1)
    state = Math.imul(state ^ key.charCodeAt(index), 0x01000193);
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return [word(), word(), word(), word()];
}
