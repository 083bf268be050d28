import type { Broken } from './broken-value.js';
import type { ArrayCutter } from './elements.js';
import type { JsonScanner } from './json-scanner.js';
import { createLineBlock, type LineBlock } from './lines.js';

export type FramingState = BetweenValues | InObject | InArray | InBrokenLine | InBrokenValue;

/** The lines so far form no incomplete value. */
export interface BetweenValues {
  readonly name: 'between values';
}

/** The lines in the block begin an object, and more lines can complete it. */
export interface InObject {
  readonly name: 'in object';
  readonly block: LineBlock;
  readonly scanner: JsonScanner;
}

/** An array has begun. Its complete elements are read, and more lines can complete the next. */
export interface InArray {
  readonly name: 'in array';
  readonly cutter: ArrayCutter;
  /** The number of its last line. */
  readonly last: number;
}

/** The line that comes in parts has broken the array. */
export interface InBrokenLine {
  readonly name: 'in broken line';
  /** The index of the element that it broke; absent if that is the first. */
  readonly element: number | undefined;
}

/** The lines in the block begin a value that line `brokenAt` made impossible to complete. */
export interface InBrokenValue extends Broken {
  readonly name: 'in broken value';
}

/** The index of the element that comes next in an array; `undefined` if it is the first. */
export function indexIn({ count }: ArrayCutter): number | undefined {
  return count === 0 ? undefined : count;
}

/** What the end of the input breaks. */
export function brokenByEnd(state: InObject | InArray | InBrokenValue): Broken {
  if (state.name === 'in broken value') return state;
  if (state.name === 'in object') return { block: state.block, brokenAt: undefined };
  const { cutter, last } = state;
  // Of an array that breaks off after a comma nothing is left to reject, but it is incomplete.
  const block = cutter.rest ?? createLineBlock({ bytes: Buffer.alloc(0), number: last });
  return { block, element: indexIn(cutter), brokenAt: undefined };
}

/** What was taken of a line that comes in parts. */
export interface Taken {
  /** Its first byte. */
  readonly first: number | undefined;
  /** Whether an array begins in it. */
  readonly beginsArray: boolean;
}

export const BETWEEN_VALUES: BetweenValues = { name: 'between values' };
