import { ValueError } from '../errors.js';
import type { Reading } from './reader.js';

/** What the `safeParse…` functions of values return; `value` is `null` for a blank. */
export type ValueResult<T> =
  | {
      readonly ok: true;
      /** What was read; `null` for a blank. */
      readonly value: T | null;
    }
  | {
      readonly ok: false;
      /** Why the value cannot be read. */
      readonly error: ValueError;
    };

/** What a parser takes: Zoom's text, a number that was parsed already, or nothing. */
export type ValueInput = string | number | null | undefined;

/** The value that was read. @throws {ValueError} `value_unreadable`, when nothing could be read */
export function orThrow<T>(reading: Reading<T>, expected: string): T | null {
  if (reading === undefined) throw new ValueError(expected);
  return reading;
}

/** What was read, or the error, as a value. */
export function asResult<T>(reading: Reading<T>, expected: string): ValueResult<T> {
  return reading === undefined
    ? { ok: false, error: new ValueError(expected) }
    : { ok: true, value: reading };
}
