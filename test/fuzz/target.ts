import fc from 'fast-check';
import type { Random } from './variants.js';

/** Runs some variants of a base. */
export type Run = (variant: (random: Random) => unknown, check: (input: unknown) => unknown) => Promise<void>;

/** A way into the library, as a property of the bases that fast-check makes for it. */
export type Target = (run: Run) => fc.IAsyncProperty<[unknown]>;

/**
 * @param bases what fast-check makes: the matter of some hundred inputs
 * @param variantsOf takes a base apart, and returns what makes one input of it each time
 * @param check throws, or rejects, if something does not hold of an input
 */
export function target<Base, Input>(
  bases: fc.Arbitrary<Base>,
  variantsOf: (base: Base) => (random: Random) => Input,
  check: (input: Input) => void | Promise<void>,
): Target {
  return (run) =>
    // The check gets the inputs that are made here, and the property the bases that are made here.
    fc.asyncProperty(bases, (base) =>
      run(variantsOf(base), check as (input: unknown) => unknown),
    ) as fc.IAsyncProperty<[unknown]>;
}
