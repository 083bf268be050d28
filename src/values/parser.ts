import { ValueError } from '../errors.js';
import type { Reader } from './reader.js';

/** Turns a reader into a function that throws what it cannot read, with an example of what it can. */
export function parser<T>(
  example: string,
  read: Reader<T>,
): (value: string | number | null | undefined) => T | null {
  return (value) => {
    const reading = read(value);
    if (reading === undefined) throw new ValueError(example);
    return reading;
  };
}
