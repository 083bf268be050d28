import { judge } from '../quality/breaches.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric, readingOf } from '../quality/reading.js';
import type { Limit } from '../quality/thresholds.js';
import type { QosSample } from '../samples/index.js';
import type { BreachCount, StreamData } from './data.js';
import { metricValuesOf, statsOf, summaryStatsOf } from './metric-values.js';

/** Each stream's values over time; for a stream without interval samples, its summary. */
export function streamsOf(
  intervals: readonly QosSample[],
  summaries: readonly QosSample[],
  times: readonly number[],
  limits: readonly Limit[],
): StreamData[] {
  const indexOf = new Map(times.map((time, index) => [time, index]));
  const overTime = [...byType(intervals)].map(([, samples]) => intervalStream(samples, indexOf, limits));
  const types = new Set(intervals.map(({ type }) => type));
  const summarised = [...byType(summaries)]
    .filter(([type]) => !types.has(type))
    .map(([, samples]) => summaryStream(samples, limits));
  // A stream whose values are all blank has nothing to show.
  return [...overTime, ...summarised].filter(({ stats }) => Object.keys(stats).length > 0);
}

/** When a sample was measured, in seconds since the epoch; `null` if neither the sample nor its event has a time. */
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

function intervalStream(
  samples: [QosSample, ...QosSample[]],
  indexOf: ReadonlyMap<number, number>,
  limits: readonly Limit[],
): StreamData {
  const indexed = samples
    .map((sample) => ({ sample, at: indexOf.get(timeOf(sample) ?? Number.NaN) }))
    .filter((entry): entry is { sample: QosSample; at: number } => entry.at !== undefined)
    .sort((a, b) => a.at - b.at);
  const series: { [M in JudgedMetric]?: (number | null)[] } = {};
  for (const metric of JUDGED_METRIC_NAMES) {
    const values = indexed.map(({ sample }) => readingOf(sample, metric)?.value ?? null);
    if (values.some((value) => value !== null)) series[metric] = values;
  }
  return {
    ...identity(samples[0]),
    span: 'interval',
    stats: statsOf(metricValuesOf(samples)),
    samples: breachCountOf(samples, limits),
    series,
    timeIndexes:
      indexed.length === indexOf.size && indexed.every(({ at }, index) => at === index)
        ? null
        : indexed.map(({ at }) => at),
  };
}

function summaryStream(samples: [QosSample, ...QosSample[]], limits: readonly Limit[]): StreamData {
  return {
    ...identity(samples[0]),
    span: 'summary',
    stats: summaryStatsOf(metricValuesOf(samples)),
    samples: breachCountOf(samples, limits),
    series: {},
    timeIndexes: null,
  };
}

function identity({ type, media, direction, path }: QosSample) {
  return { type, media, direction, path };
}

function breachCountOf(samples: readonly QosSample[], limits: readonly Limit[]): BreachCount {
  let [judged, inBreach] = [0, 0];
  for (const sample of samples) {
    const judgements = limits.map((limit) => judge(sample, limit));
    if (judgements.some((breach) => breach !== null)) judged += 1;
    if (judgements.some(Boolean)) inBreach += 1;
  }
  return { judged, inBreach };
}
