import { judge } from '../quality/breaches.js';
import { emplace } from '../quality/group.js';
import { JUDGED_METRICS, type JudgedMetric, readingOf } from '../quality/reading.js';
import type { Limit } from '../quality/thresholds.js';
import type { QosSample } from '../samples/index.js';
import type { Spread, StreamData } from './data.js';
import { spreadOf } from './spread.js';

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
  for (const metric of JUDGED_METRICS) {
    const values = placed.map(({ sample }) => readingOf(sample, metric)?.value ?? null);
    if (values.some((value) => value !== null)) series[metric] = values;
  }
  return {
    ...identity(samples[0]),
    window: 'interval',
    spreads: spreads(samples),
    readings: readings(samples, limits),
    series,
    at: placed.map(({ at }) => at),
  };
}

function summarisedStream(samples: [QosSample, ...QosSample[]], limits: readonly Limit[]): StreamData {
  const of = Object.entries(spreads(samples)).map(([metric, spread]) => [metric, { ...spread, p95: null }]);
  return {
    ...identity(samples[0]),
    window: 'summary',
    spreads: Object.fromEntries(of),
    readings: readings(samples, limits),
    series: {},
    at: [],
  };
}

function identity({ type, media, direction, path }: QosSample) {
  return { type, media, direction, path };
}

/** What samples say of each metric together. */
export function spreads(samples: readonly QosSample[]): { [M in JudgedMetric]?: Spread } {
  const found = new Map<JudgedMetric, { values: number[]; extremes: number[] }>();
  for (const sample of samples) {
    for (const metric of JUDGED_METRICS) {
      const reading = readingOf(sample, metric);
      if (reading === null) continue;
      const { values, extremes } = emplace(found, metric, () => ({ values: [], extremes: [] }));
      values.push(reading.value);
      extremes.push(reading.value);
      const sent = sample[metric];
      if (typeof sent === 'object')
        for (const bound of [sent?.min, sent?.max]) if (bound != null) extremes.push(bound);
    }
  }
  const entries = [...found].map(([metric, { values, extremes }]) => [
    metric,
    spreadOf(metric, values, extremes),
  ]);
  return Object.fromEntries(entries);
}

function readings(samples: readonly QosSample[], limits: readonly Limit[]) {
  const verdicts = samples.map((sample) => limits.map((limit) => judge(sample, limit)));
  return {
    judged: verdicts.filter((all) => all.some((breach) => breach !== null)).length,
    broken: verdicts.filter((all) => all.some(Boolean)).length,
  };
}
