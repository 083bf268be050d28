import { judge } from '../quality/breaches.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric, readingOf } from '../quality/reading.js';
import type { Limit } from '../quality/thresholds.js';
import type { QosSample } from '../samples/index.js';
import type { Minutes, StreamData } from './data.js';
import { readingsOf, spreadsOf, summarySpreadsOf } from './readings.js';

/** The readings of each stream in order of time; of streams without readings, what their summary says. */
export function streamsOf(
  intervals: readonly QosSample[],
  summaries: readonly QosSample[],
  times: readonly number[],
  limits: readonly Limit[],
): StreamData[] {
  const indexOf = new Map(times.map((time, index) => [time, index]));
  const measured = [...byType(intervals)].map(([, samples]) => measuredStream(samples, indexOf, limits));
  const types = new Set(intervals.map(({ type }) => type));
  const summarised = [...byType(summaries)]
    .filter(([type]) => !types.has(type))
    .map(([, samples]) => summarisedStream(samples, limits));
  // A stream that only ever sent blanks has nothing to show.
  return [...measured, ...summarised].filter(({ spreads }) => Object.keys(spreads).length > 0);
}

/** When a sample was measured, in seconds: null where neither it nor its event says. */
export function timeOf({ measuredAtMs, eventAtMs }: QosSample): number | null {
  const ms = measuredAtMs ?? eventAtMs;
  return ms === null ? null : ms / 1000;
}

function byType(samples: readonly QosSample[]): Map<string, [QosSample, ...QosSample[]]> {
  const types = new Map<string, [QosSample, ...QosSample[]]>();
  for (const sample of samples) {
    const same = types.get(sample.type);
    if (same) same.push(sample);
    else types.set(sample.type, [sample]);
  }
  return types;
}

function measuredStream(
  samples: [QosSample, ...QosSample[]],
  indexOf: ReadonlyMap<number, number>,
  limits: readonly Limit[],
): StreamData {
  const placed = samples
    .map((sample) => ({ sample, at: indexOf.get(timeOf(sample) ?? Number.NaN) }))
    .filter((entry): entry is { sample: QosSample; at: number } => entry.at !== undefined)
    .sort((a, b) => a.at - b.at);
  const series: { [M in JudgedMetric]?: (number | null)[] } = {};
  for (const metric of JUDGED_METRIC_NAMES) {
    const values = placed.map(({ sample }) => readingOf(sample, metric)?.value ?? null);
    if (values.some((value) => value !== null)) series[metric] = values;
  }
  return {
    ...identity(samples[0]),
    window: 'interval',
    spreads: spreadsOf(readingsOf(samples)),
    readings: judgedOf(samples, limits),
    series,
    at:
      placed.length === indexOf.size && placed.every(({ at }, index) => at === index)
        ? null
        : placed.map(({ at }) => at),
  };
}

function summarisedStream(samples: [QosSample, ...QosSample[]], limits: readonly Limit[]): StreamData {
  return {
    ...identity(samples[0]),
    window: 'summary',
    spreads: summarySpreadsOf(readingsOf(samples)),
    readings: judgedOf(samples, limits),
    series: {},
    at: null,
  };
}

function identity({ type, media, direction, path }: QosSample) {
  return { type, media, direction, path };
}

function judgedOf(samples: readonly QosSample[], limits: readonly Limit[]): Minutes {
  let [judged, broken] = [0, 0];
  for (const sample of samples) {
    const verdicts = limits.map((limit) => judge(sample, limit));
    if (verdicts.some((breach) => breach !== null)) judged += 1;
    if (verdicts.some(Boolean)) broken += 1;
  }
  return { judged, broken };
}
