import { inspect } from 'node:util';
import fc from 'fast-check';
import { TARGETS, type TargetName } from './targets.js';

/** A property that failed, and how to see it fail again. */
export interface Failure {
  readonly target: TargetName;
  readonly seed: number;
  readonly report: string;
}

export interface FuzzOptions {
  readonly targets: readonly TargetName[];
  /** The seed of the first round; each round takes the next. */
  readonly seed: number;
  /** Rounds end after this time; one is always run. */
  readonly ms: number;
  readonly onRound?: (cases: ReadonlyMap<TargetName, number>) => void;
}

const CASES_PER_ROUND = 300;

/** Tries the targets in turns for a time. A target that failed is not tried again. Returns the cases of each, and the failures. */
export async function fuzz({ targets, seed, ms, onRound }: FuzzOptions) {
  const cases = new Map<TargetName, number>(targets.map((target) => [target, 0]));
  const failures: Failure[] = [];
  const ends = performance.now() + ms;
  for (let round = 0; round === 0 || performance.now() < ends; round += 1) {
    for (const target of targets) {
      if (failures.some((failure) => failure.target === target)) continue;
      const details = await check(target, seed + round);
      cases.set(target, (cases.get(target) ?? 0) + details.numRuns);
      if (details.failed) {
        const found = await fc.asyncDefaultReportMessage(details);
        failures.push({ target, seed: seed + round, report: `${inspect(details.errorInstance)}\n${found}` });
      }
    }
    onRound?.(cases);
  }
  return { cases, failures };
}

async function check(target: TargetName, seed: number): Promise<fc.RunDetails<unknown>> {
  // The tuple of its values differs from target to target; a check needs none of it.
  const property = TARGETS[target] as fc.IRawProperty<unknown>;
  return fc.check(property, { seed, numRuns: CASES_PER_ROUND });
}
