import { type Measurement, measurementsOf } from '../quality/reading.js';
import { readingTimeMs } from '../quality/reading-time.js';
import { timeOf } from '../quality/span.js';
import type { Limit } from '../quality/thresholds.js';
import { unite, type Verdict, verdictOf } from '../quality/verdict.js';
import type { Product } from '../samples/index.js';
import type { BreachCount, Range } from './data.js';
import type { ReportSample } from './records.js';

/** One stream at one time: its sample, what it measured, and the verdict on it. */
export interface StreamReading {
  readonly sample: ReportSample;
  readonly timeMs: number | null;
  readonly measurements: readonly Measurement[];
  readonly verdict: Verdict;
}

export function streamReadingOf(sample: ReportSample, limits: readonly Limit[]): StreamReading {
  const measurements = measurementsOf(sample);
  return { sample, timeMs: timeOf(sample), measurements, verdict: verdictOf(measurements, limits) };
}

/** How long the readings of a participant stand for, by the time they were measured; ascending. */
export type ReadingTimes = ReadonlyMap<number, number>;

export function readingTimesOf(readings: readonly StreamReading[], product: Product): ReadingTimes {
  const times = [...new Set(readings.map(({ timeMs }) => timeMs).filter((time) => time !== null))];
  times.sort((a, b) => a - b);
  return new Map(times.map((time, index) => [time, readingTimeMs(time, times[index - 1] ?? null, product)]));
}

/** What was judged of readings, and what of it was in breach. */
export interface JudgedTime {
  readonly time: BreachCount;
  /** In milliseconds since the epoch. */
  readonly judgedRanges: Range[];
  readonly breachRanges: Range[];
}

/** Adds up the time of readings. A time is in breach if any stream measured then breaks a limit. */
export function judgedTimeOf(readings: readonly StreamReading[], durations: ReadingTimes): JudgedTime {
  const verdicts = new Map<number, Verdict>();
  for (const { timeMs, verdict } of readings)
    if (timeMs !== null) verdicts.set(timeMs, unite(verdict, verdicts.get(timeMs) ?? verdict));
  const [judged, broken]: [number[], number[]] = [[], []];
  for (const timeMs of durations.keys()) {
    const verdict = verdicts.get(timeMs);
    if (verdict === undefined || verdict.judged === 0) continue;
    judged.push(timeMs);
    if (verdict.broken !== 0) broken.push(timeMs);
  }
  const total = (times: readonly number[]) =>
    times.reduce((sum, time) => sum + (durations.get(time) ?? 0), 0);
  return {
    time: { judged: total(judged), inBreach: total(broken) },
    judgedRanges: rangesOf(judged, durations),
    breachRanges: rangesOf(broken, durations),
  };
}

/** The time before each of ascending times, joined where there is no gap. */
function rangesOf(times: readonly number[], durations: ReadingTimes): Range[] {
  const ranges: [start: number, length: number][] = [];
  for (const time of times) {
    const duration = durations.get(time) ?? 0;
    const last = ranges.at(-1);
    if (last && last[0] + last[1] >= time - duration) last[1] = time - last[0];
    else ranges.push([time - duration, duration]);
  }
  return ranges;
}
