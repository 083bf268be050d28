/**
 * Measures a function against a peer that does the same job, in one process.
 *
 * Rounds of the two alternate, so that other load on the machine affects both. The result is the median of the ratios of
 * neighbouring rounds. Limits apply to that ratio, not to a time, so they hold on any machine.
 */

import { GCProfiler } from 'node:v8';

/** One line of the table: a measurement and its limit. */
export interface Row {
  readonly name: string;
  readonly measure: (effort: Effort) => number | Promise<number>;
  /** The result to reach; without it, the row is for information. Results that vary are allowed 5 % more. */
  readonly limit?: number;
  /** The result we want to reach. */
  readonly aim?: number;
  /** The unit of the result: `'x'`, a ratio, by default. Only bytes and counts, `''`, do not vary. */
  readonly unit?: string;
}

/** How long a measurement may take. */
export interface Effort {
  /** Pairs of rounds. */
  readonly rounds: number;
  /** Milliseconds that one round lasts. */
  readonly roundMs: number;
}

export const THOROUGH: Effort = { rounds: 21, roundMs: 8 };
export const QUICK: Effort = { rounds: 9, roundMs: 4 };

export type Job = () => unknown;

const CALIBRATION_MS = 60;

const HEAP_WARM_UP_CALLS = 10_000;

/** Stores results, so that the compiler cannot skip computing them. */
export const sink: { value: unknown } = { value: undefined };

/**
 * How long the subject takes, as a multiple of the peer's time.
 *
 * @param warmUp does the same with other inputs, as often as it takes to optimise both
 */
export function timeRatio(
  subject: Job,
  peer: Job,
  warmUp: { readonly subject: Job; readonly peer: Job } = { subject, peer },
): Row['measure'] {
  return ({ rounds, roundMs }) => {
    const subjectCalls = callsWithin(warmUp.subject, roundMs);
    const peerCalls = callsWithin(warmUp.peer, roundMs);
    return ratioInTurns(
      () => timePerCall(subject, subjectCalls),
      () => timePerCall(peer, peerCalls),
      rounds,
    );
  };
}

/** Measures a round of something. */
export type Round = () => number | Promise<number>;

/**
 * The median ratio of a subject's rounds to its peer's neighbouring rounds. They take turns at going first, so that neither
 * always pays for collecting the other's garbage.
 */
export async function ratioInTurns(subject: Round, peer: Round, rounds: number): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const peerFirst = round % 2 === 0;
    const before = peerFirst ? await peer() : 0;
    const own = await subject();
    ratios.push(own / (peerFirst ? before : await peer()));
  }
  return median(ratios);
}

/** How long a call takes, in microseconds. */
export function microseconds(job: Job, callsInJob: number): Row['measure'] {
  return ({ rounds, roundMs }) => {
    const calls = callsWithin(job, roundMs);
    return median(Array.from({ length: rounds }, () => (timePerCall(job, calls) * 1000) / callsInJob));
  };
}

/** A job that passes each input to a function. Each has a loop of its own, so that V8 optimises it on its own. */
export function each<T>(inputs: readonly T[], work: (input: T) => unknown): Job {
  const loop = new Function(
    'inputs',
    'work',
    'return () => { let last; for (let i = 0; i < inputs.length; i++) last = work(inputs[i]); return last }',
  );
  return loop(inputs, work);
}

/**
 * Bytes that a job allocates on the heap per input: the sum of the heap's growth between collections. Needs
 * `node --expose-gc`, which `run.ts` passes.
 *
 * @param warmUp inputs to run first: code that is not optimised yet allocates numbers and objects that the optimiser avoids
 */
export function heapPerInput<T>(
  job: (input: T) => unknown,
  inputs: readonly T[],
  warmUp: readonly T[],
): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('Measuring the heap needs node --expose-gc.');
  for (let call = 0; call < HEAP_WARM_UP_CALLS; call++) sink.value = job(warmUp[call % warmUp.length] as T);
  gc();
  const profiler = new GCProfiler();
  profiler.start();
  let used = process.memoryUsage().heapUsed;
  let allocated = 0;
  for (const input of inputs) sink.value = job(input);
  const rest = process.memoryUsage().heapUsed;
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    allocated += beforeGC.heapStatistics.usedHeapSize - used;
    used = afterGC.heapStatistics.usedHeapSize;
  }
  return (allocated + rest - used) / inputs.length;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  // Callers pass at least one value.
  return sorted[sorted.length >> 1] as number;
}

const TOLERANCE = 1.05;

/** Whether a result is within its limit. */
export function isMet({ limit, unit = 'x' }: Pick<Row, 'limit' | 'unit'>, measure: number): boolean {
  const isExact = unit === 'B' || unit === '';
  return limit === undefined || measure <= limit * (isExact ? 1 : TOLERANCE);
}

function callsWithin(job: Job, ms: number): number {
  let calls = 0;
  let elapsed = 0;
  for (; elapsed < CALIBRATION_MS; calls++) elapsed += timePerCall(job, 1);
  return Math.max(1, Math.round((calls * ms) / elapsed));
}

/** Processor time in milliseconds, of which other load on the machine takes nothing away. It counts the collection of garbage. */
function timePerCall(job: Job, calls: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) sink.value = job();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / calls;
}
