import { ValueError } from '../errors.js';
import type { Reader } from './reader.js';

/** Reads a value, and throws a `ValueError` when it cannot. */
export interface ValueParser<T> {
  (value: string | number | null | undefined): T | null;
  /** The same without an error: reads anything, and returns `undefined` for what is unreadable. */
  readonly read: (value: unknown) => T | null | undefined;
}

/** Makes a parser of a reader, and keeps the reader as its `read`: a bundle holds one name for both. */
export function parser<T>(expected: string, read: Reader<T>): ValueParser<T> {
  const parse = (value: unknown): T | null => {
    const reading = read(value);
    if (reading === undefined) throw new ValueError(expected);
    return reading;
  };
  parse.read = read;
  return parse;
}
