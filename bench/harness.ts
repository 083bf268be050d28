/**
 * Measures a function against another one that does the same job, in one process.
 *
 * Rounds of the two alternate, so that whatever else the machine does falls on both; what counts is the median of the
 * ratios of neighbouring rounds. A limit holds for that ratio, not for a time, so it holds on any machine.
 */

import { GCProfiler } from 'node:v8';

/** One line of the table: something measured, and the most it may be. */
export interface Row {
  readonly name: string;
  readonly measure: (effort: Effort) => number | Promise<number>;
  /** The most the measure may be; without one the row is for information. */
  readonly limit?: number;
  /** What the measure ought to come to. */
  readonly aim?: number;
  /** The unit of the measure: `'x'` for ratios, which is also the default. */
  readonly unit?: string;
}

/** How long a measurement may take. */
export interface Effort {
  /** Pairs of rounds. */
  readonly rounds: number;
  /** Milliseconds that one round lasts. */
  readonly roundMs: number;
}

export const THOROUGH: Effort = { rounds: 41, roundMs: 8 };
export const QUICK: Effort = { rounds: 9, roundMs: 4 };

type Job = () => unknown;

const CALIBRATION_MS = 60;

const HEAP_WARM_UP_CALLS = 10_000;

/** Where results go, so that the compiler must compute them. */
export const sink: { value: unknown } = { value: undefined };

/** How long the subject takes, as a multiple of the peer's time. */
export function timeRatio(subject: Job, peer: Job): Row['measure'] {
  return ({ rounds, roundMs }) => {
    const subjectCalls = callsWithin(subject, roundMs);
    const peerCalls = callsWithin(peer, roundMs);
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // Who goes first changes: neither always meets the other's garbage.
      const peerFirst = round % 2 === 0;
      const before = peerFirst ? timePerCall(peer, peerCalls) : 0;
      const own = timePerCall(subject, subjectCalls);
      ratios.push(own / (peerFirst ? before : timePerCall(peer, peerCalls)));
    }
    return median(ratios);
  };
}

/**
 * Bytes that a job allocates on the heap for one of its inputs: how much the heap grew up to each collection, from the one
 * before it. Needs `node --expose-gc`, which `run.ts` sees to.
 *
 * @param warmUp inputs for the compiler; what is not compiled yet allocates numbers and objects that the compiler does away with
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
  // At least one measurement has been made.
  return sorted[sorted.length >> 1] as number;
}

/** Whether the measure keeps its limit. */
export function isMet(row: Pick<Row, 'limit'>, measure: number): boolean {
  return row.limit === undefined || measure <= row.limit;
}

function callsWithin(job: Job, ms: number): number {
  let calls = 0;
  const start = performance.now();
  let elapsed = 0;
  for (; elapsed < CALIBRATION_MS; elapsed = performance.now() - start) {
    sink.value = job();
    calls++;
  }
  return Math.max(1, Math.round((calls * ms) / elapsed));
}

function timePerCall(job: Job, calls: number): number {
  const start = performance.now();
  for (let call = 0; call < calls; call++) sink.value = job();
  return (performance.now() - start) / calls;
}
