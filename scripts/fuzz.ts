/**
 * Tries every way into the library with generated input, until the time is over or Ctrl+C. A test does the same with 300
 * cases of each way. The seed is printed, and a failure with the command that repeats it.
 *
 *     npm run fuzz -- --minutes 10
 *     npm run fuzz -- --target files --seed 7
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fuzz } from '../test/fuzz/fuzz.js';
import { TARGETS, type TargetName } from '../test/fuzz/targets.js';

/** More than the caches of the library and of V8 take; a leak of ten bytes a case shows within minutes. */
const MAX_GROWTH_MB = 64;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    target: { type: 'string', multiple: true },
  },
});
const minutes = Number(values.minutes ?? 0);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const targets = (values.target ?? Object.keys(TARGETS)).map(readTarget);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
let heapAtStart: number | undefined;

console.log(`seed ${seed}, ${minutes} minutes: ${targets.join(', ')}`);
const { cases, failures } = await fuzz({
  targets,
  seed,
  ms: minutes * 60_000,
  onRound: () => {
    // The first round fills the caches.
    heapAtStart ??= heapMb();
  },
});

const growth = heapMb() - (heapAtStart ?? 0);
for (const [target, count] of cases)
  console.log(`${target.padEnd(14)}${count.toLocaleString('en').padStart(12)}`);
const total = [...cases.values()].reduce((sum, count) => sum + count, 0);
console.log(`${total.toLocaleString('en')} cases; the heap grew by ${growth.toFixed(1)} MB`);
for (const { target, seed, report } of failures)
  console.error(
    `\n${target} failed. Repeat it: npm run fuzz -- --target ${target} --seed ${seed}\n${report}`,
  );
if (growth > MAX_GROWTH_MB) console.error(`The heap grew by more than ${MAX_GROWTH_MB} MB.`);
if (failures.length > 0 || growth > MAX_GROWTH_MB) process.exitCode = 1;

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
