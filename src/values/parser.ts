import { ValueError } from '../errors.js';
import type { Reader } from './reader.js';

/** Reads a value, and throws a `ValueError` when it cannot. */
export interface ValueParser<T> {
  (value: string | number | null | undefined): T | null;
  /** The same without an error: reads anything, and returns `undefined` for what is unreadable. */
  readonly read: Reader<T>;
}

/** Makes a parser of a reader, which it keeps: what does without errors finds it there, under the one name. */
export function parser<T>(expected: string, read: Reader<T>): ValueParser<T> {
  const parse = (value: unknown): T | null => {
    const reading = read(value);
    if (reading === undefined) throw new ValueError(expected);
    return reading;
  };
  parse.read = read;
  return parse;
}
