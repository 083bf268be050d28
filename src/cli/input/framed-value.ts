import type { Outcome } from './outcome.js';

/** One JSON value of an input, or the text where one was expected, with the outcome of reading it. */
export interface FramedValue {
  readonly bytes: Uint8Array;
  /** The line it begins in, from 1. */
  readonly line: number;
  /** Its index, if it is an element of an array. */
  readonly element: number | undefined;
  readonly outcome: Outcome;
}
