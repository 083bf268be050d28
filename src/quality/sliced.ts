import type { Saved } from './saved.js';
import { SLICES } from './time-window.js';

/** What was counted in each slice of time, by its number. */
export type Sliced<T> = Map<number, T>;

/** What was counted, in the order of time. */
export function inOrder<T>(slices: Sliced<T>): T[] {
  return keysInOrder(slices).map((slice) => slices.get(slice) as T);
}

/** The numbers of slices, ascending. */
export function keysInOrder(slices: Sliced<unknown>): number[] {
  return [...slices.keys()].sort((one, other) => one - other);
}

/** Adds up what was counted in several slices. Returns the part itself where there is only one. */
export function addedUp<T extends { addAll(other: T): unknown }>(parts: readonly T[], make: () => T): T {
  const [first, ...others] = parts;
  if (first !== undefined && others.length === 0) return first;
  const sum = make();
  for (const part of parts) sum.addAll(part);
  return sum;
}

/** The slices from a number on. */
export function slicesSince<T>(slices: Sliced<T>, oldest: number): [slice: number, counted: T][] {
  return [...slices].filter(([slice]) => slice >= oldest);
}

/** Removes slices that no longer count. Returns whether any is left. */
export function dropBefore(slices: Sliced<unknown>, oldest: number): boolean {
  for (const slice of slices.keys()) if (slice < oldest) slices.delete(slice);
  return slices.size > 0;
}

/** Reads slices out of JSON: a list of numbers, each with what was counted. */
export function slicedFrom<T>(saved: Saved, read: (counted: Saved) => T): Sliced<T> {
  return new Map(
    saved.list(SLICES).map((entry): [number, T] => {
      const [slice, counted] = entry.tuple(2);
      return [slice.whole(Number.MIN_SAFE_INTEGER), read(counted)];
    }),
  );
}
