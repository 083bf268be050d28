/**
 * Tries every way into the library with generated input, until the time is over, the cases are run, or Ctrl+C. A test does
 * the same with 500 cases of each way.
 *
 * A case is one input given to one way in, together with all that is checked of what comes out: that errors are documented
 * and show no payload, that no number is NaN, that text and bytes, or a file whole and in pieces, give the same. fast-check
 * makes a base from a seed, such as a body; a hundred variants of it are the cases, each with other values, members or
 * keys, or cut somewhere. Ways that are slow take part in every second round. A failure is printed with the command
 * that repeats that one case.
 *
 *     npm run fuzz -- --minutes 10
 *     npm run fuzz -- --cases 10000000
 *     npm run fuzz -- --target files --seed 7 --variant 31
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fuzz } from '../test/fuzz/fuzz.js';
import { TARGETS, type TargetName } from '../test/fuzz/targets.js';

/** More than the caches of the library and of V8 take; a leak of ten bytes a case shows within minutes. */
const MAX_GROWTH_MB = 64;
const PROGRESS_MS = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    cases: { type: 'string' },
    seed: { type: 'string' },
    variant: { type: 'string' },
    target: { type: 'string', multiple: true },
  },
});
const minutes = Number(values.minutes ?? 0);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const targets = (values.target ?? Object.keys(TARGETS)).map(readTarget);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
let heapAtStart: number | undefined;
let nextProgress = PROGRESS_MS;

console.log(`seed ${seed}: ${targets.join(', ')}`);
const { cases, failures } = await fuzz({
  targets,
  seed,
  ms: minutes * 60_000,
  cases: Number(values.cases ?? 0),
  variant: values.variant === undefined ? undefined : Number(values.variant),
  onFailure: ({ target, seed, variant, report }) =>
    console.error(
      `\n${target} failed. Repeat it: npm run fuzz -- --target ${target} --seed ${seed} --variant ${variant}\n${report}`,
    ),
  onRound: (cases) => {
    // The first round fills the caches.
    heapAtStart ??= heapMb();
    if (performance.now() < nextProgress) return;
    nextProgress = performance.now() + PROGRESS_MS;
    console.log(`${(performance.now() / 60_000).toFixed(0)} min: ${total(cases).toLocaleString('en')} cases`);
  },
});

const growth = heapMb() - (heapAtStart ?? 0);
for (const [target, count] of cases)
  console.log(`${target.padEnd(14)}${count.toLocaleString('en').padStart(12)}`);
const ms = (process.cpuUsage().user + process.cpuUsage().system) / 1000;
console.log(
  `${total(cases).toLocaleString('en')} cases, ${(ms / total(cases)).toFixed(3)} ms of processor time each; the heap grew by ${growth.toFixed(1)} MB`,
);
if (growth > MAX_GROWTH_MB) console.error(`The heap grew by more than ${MAX_GROWTH_MB} MB.`);
if (failures.length > 0 || growth > MAX_GROWTH_MB) process.exitCode = 1;

function total(cases: ReadonlyMap<TargetName, number>): number {
  return [...cases.values()].reduce((sum, count) => sum + count, 0);
}

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function readTarget(name: string): TargetName {
  if (!Object.hasOwn(TARGETS, name))
    throw new Error(`--target is one of ${Object.keys(TARGETS).join(', ')}.`);
  // The line before proved it.
  return name as TargetName;
}
