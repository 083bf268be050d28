import { NOT_JSON, type Outcome } from './outcome.js';

/** One JSON value of an input, or the text where one was expected, with the outcome of reading it. */
export interface FramedValue {
  readonly bytes: Uint8Array;
  /** The line it begins in, from 1. */
  readonly line: number;
  /** Its index, if it is an element of an array. */
  readonly element: number | undefined;
  readonly outcome: Outcome;
}

export type Values = ValuesAnd<void>;
/** Values one after the other, and what is known after the last. */
export type ValuesAnd<T> = Generator<FramedValue, T, undefined>;

export function framedValue(
  bytes: Uint8Array,
  line: number,
  outcome: Outcome,
  element?: number,
): FramedValue {
  return { bytes, line, element, outcome };
}

/**
 * Rejects a value that was never completed.
 *
 * @param brokenAt the line that does not continue it; absent if the input ended
 */
export function incompleteValue(
  bytes: Uint8Array,
  line: number,
  brokenAt?: number,
  element?: number,
): FramedValue {
  const reason =
    brokenAt === undefined
      ? 'Incomplete JSON: the input ends within it.'
      : `Incomplete JSON: line ${brokenAt} does not continue it.`;
  return framedValue(bytes, line, { status: 'rejected', code: NOT_JSON, reason }, element);
}
