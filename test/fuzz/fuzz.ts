import { inspect } from 'node:util';
import fc from 'fast-check';
import { randomFrom } from '../events/mutations.js';
import type { Run } from './target.js';
import { SLOW, TARGETS, type TargetName } from './targets.js';

/** A property that failed, and how to see it fail again. */
export interface Failure {
  readonly target: TargetName;
  readonly seed: number;
  /** Which variant of the base of this seed failed first. */
  readonly variant: number;
  readonly report: string;
}

export interface FuzzOptions {
  readonly targets: readonly TargetName[];
  /** The seed of the first round; each round takes the next. */
  readonly seed: number;
  /** Rounds end after this time or this many cases; one is always run. */
  readonly ms?: number;
  readonly cases?: number;
  /** Runs only this variant of each base. */
  readonly variant?: number | undefined;
  readonly onRound?: (cases: ReadonlyMap<TargetName, number>) => void;
  readonly onFailure?: (failure: Failure) => void;
}

/** How many inputs are made of one base. */
export const VARIANTS = 100;

/**
 * Tries the targets in turns. In a round fast-check makes one base for each target from the seed, and each variant of it is one
 * case. A target that failed is not tried again. Returns the cases of each, and the failures.
 */
export async function fuzz({
  targets,
  seed,
  ms = 0,
  cases: most = 0,
  variant,
  onRound,
  onFailure,
}: FuzzOptions) {
  const cases = new Map<TargetName, number>(targets.map((target) => [target, 0]));
  const failures: Failure[] = [];
  const ends = performance.now() + ms;
  let total = 0;
  for (let round = 0; round === 0 || performance.now() < ends || total < most; round += 1) {
    const left = targets.filter((target) => failures.every((failure) => failure.target !== target));
    if (left.length === 0) break;
    for (const target of left) {
      if (round % 2 === 1 && SLOW.has(target)) continue;
      const { count, failure } = await tryTarget(target, seed + round, variant);
      total += count;
      cases.set(target, (cases.get(target) ?? 0) + count);
      if (failure === undefined) continue;
      failures.push(failure);
      onFailure?.(failure);
    }
    onRound?.(cases);
  }
  return { cases, failures };
}

async function tryTarget(target: TargetName, seed: number, only: number | undefined) {
  let count = 0;
  let first: number | undefined;
  let input: unknown;
  const run: Run = async (variantOf, check) => {
    const [start, end] = only === undefined ? [0, VARIANTS] : [only, only + 1];
    for (let variant = start; variant < end; variant += 1) {
      const made = variantOf(randomFrom(seed * VARIANTS + variant));
      try {
        const pending = check(made);
        if (pending !== undefined) await pending;
      } catch (error) {
        first ??= variant;
        input = made;
        throw error;
      }
      // While fast-check looks for a smaller base, nothing is counted.
      if (first === undefined) count += 1;
    }
  };
  const tryBase = () => fc.check(TARGETS[target](run), { seed, numRuns: 1 });
  const details = await (only === undefined ? withoutStacks(tryBase) : tryBase());
  if (!details.failed || first === undefined) return { count, failure: undefined };
  const found = await fc.asyncDefaultReportMessage(details);
  const shown = inspect(input, { depth: 5, maxStringLength: 20_000 });
  const report = `${inspect(details.errorInstance)}\nThe input: ${shown}\n${found}`;
  return { count: count + 1, failure: { target, seed, variant: first, report } };
}

/** Most cases end in an error, and most of what an error costs is its stack. A single variant is run with stacks. */
async function withoutStacks<T>(work: () => Promise<T>): Promise<T> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
