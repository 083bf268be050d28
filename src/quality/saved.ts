import { ArgumentError } from '../errors.js';

type Tuple = [Saved, Saved, Saved, Saved];

/** A value out of JSON that anybody may have written, and its path. Whatever is not as expected is an `ArgumentError`. */
export class Saved {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path: string) {
    this.#value = value;
    this.#path = path;
  }

  refuse(expected: string): never {
    throw new ArgumentError(this.#path, expected);
  }

  get isNull(): boolean {
    return this.#value === null;
  }

  get(name: string): Saved {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse('an object');
    return new Saved(
      Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
      `${this.#path}.${name}`,
    );
  }

  list(most = Infinity): Saved[] {
    const value = this.#value;
    if (!Array.isArray(value) || value.length > most)
      this.refuse(most === Infinity ? 'a list' : `a list of at most ${most}`);
    return Array.from(value, (each: unknown, index) => new Saved(each, `${this.#path}[${index}]`));
  }

  /** A list of so many entries, up to four. */
  tuple(length: number): Tuple {
    const list = this.list(length);
    if (list.length !== length) this.refuse(`a list of ${length}`);
    // Callers read no more entries than they asked for.
    return list as Tuple;
  }

  number(): number {
    return Number.isFinite(this.#value) ? (this.#value as number) : this.refuse('a finite number');
  }

  amount(most = Number.MAX_VALUE): number {
    const number = this.number();
    if (number >= 0 && number <= most) return number;
    this.refuse(most === Number.MAX_VALUE ? 'a number of at least 0' : `a number from 0 to ${most}`);
  }

  whole(least = 0, most = Number.MAX_SAFE_INTEGER): number {
    const number = this.number();
    const isWithin = Number.isSafeInteger(number) && number >= least && number <= most;
    return isWithin ? number : this.refuse(`a whole number from ${least} to ${most}`);
  }

  /** The entry of a list that it names by its place. */
  placeIn<T>(list: readonly T[]): T {
    return list[this.whole(0, Math.max(0, list.length - 1))] ?? this.refuse('the place of an entry');
  }

  text(): string {
    return typeof this.#value === 'string' ? this.#value : this.refuse('text');
  }

  flag(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.refuse('true or false');
  }

  one<T extends string>(...known: readonly T[]): T {
    return (
      known.find((each) => each === this.#value) ?? this.refuse(known.map((each) => `'${each}'`).join(' or '))
    );
  }

  orNull<T>(read: (saved: Saved) => T): T | null {
    return this.isNull ? null : read(this);
  }
}
