/**
 * Measures a function against another one that does the same job, in one process.
 *
 * Rounds of the two alternate, so that whatever else the machine does falls on both; what counts is the median of the
 * ratios of neighbouring rounds. A limit holds for that ratio, not for a time, so it holds on any machine.
 */

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

// A young generation is at least a megabyte; below half of it no collection falls into a measurement.
const HEAP_BYTES_PER_ROUND = 400_000;
const HEAP_PROBE_CALLS = 10;
const HEAP_ROUNDS = 15;
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

/** Bytes allocated on the heap by one call. Needs `node --expose-gc`, which `run.ts` sees to. */
export function heapPerCall(job: Job): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('Measuring the heap needs node --expose-gc.');
  const measure = (calls: number): number => {
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < calls; call++) sink.value = job();
    return (process.memoryUsage().heapUsed - before) / calls;
  };
  // What is not compiled yet allocates more: numbers and short-lived objects that the compiler does away with.
  for (let call = 0; call < HEAP_WARM_UP_CALLS; call++) sink.value = job();
  // One call alone would be charged for the whole page that the heap grows by.
  const calls = Math.max(
    HEAP_PROBE_CALLS,
    Math.floor(HEAP_BYTES_PER_ROUND / Math.max(measure(HEAP_PROBE_CALLS), 1)),
  );
  return median(Array.from({ length: HEAP_ROUNDS }, () => measure(calls)));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  // At least one measurement has been made.
  return sorted[sorted.length >> 1] as number;
}

/** Whether the measure keeps its limit. */
export function isMet(row: Row, measure: number): boolean {
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
