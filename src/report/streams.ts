import { emplace } from '../quality/emplace.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric } from '../quality/reading.js';
import { streamKindOf } from '../quality/stream-kind.js';
import type { Limit } from '../quality/thresholds.js';
import { verdictOf } from '../quality/verdict.js';
import type { StreamData } from './data.js';
import { metricValuesOf, statsOf } from './metric-values.js';
import { judgedTimeOf, type ReadingTimes, type StreamReading } from './readings.js';
import type { StayStreams } from './stays.js';

/** The readings of each stream over time. A stream whose values are all blank has nothing to show. */
export function readingStreamsOf(readings: readonly StreamReading[], durations: ReadingTimes): StreamData[] {
  const indexOf = new Map([...durations.keys()].map((timeMs, index) => [timeMs, index]));
  const byType = new Map<string, StreamReading[]>();
  for (const reading of readings) emplace(byType, reading.sample.type, () => []).push(reading);
  return [...byType.values()]
    .map((mine) => readingStream(mine, durations, indexOf))
    .filter(({ stats }) => Object.keys(stats).length > 0);
}

function readingStream(
  readings: readonly StreamReading[],
  durations: ReadingTimes,
  indexOf: ReadonlyMap<number, number>,
): StreamData {
  const indexed = readings
    .map((reading) => ({ reading, at: indexOf.get(reading.timeMs ?? Number.NaN) }))
    .filter((entry): entry is { reading: StreamReading; at: number } => entry.at !== undefined)
    .sort((a, b) => a.at - b.at);
  const series: { [M in JudgedMetric]?: (number | null)[] } = {};
  for (const metric of JUDGED_METRIC_NAMES) {
    const values = indexed.map(({ reading }) => valueIn(reading, metric));
    if (values.some((value) => value !== null)) series[metric] = values;
  }
  const isComplete = indexed.length === indexOf.size && indexed.every(({ at }, index) => at === index);
  return {
    // Every stream has at least one reading.
    ...streamKindOf((readings[0] as StreamReading).sample),
    span: 'interval',
    stats: statsOf(metricValuesOf(readings.map(({ measurements }) => measurements))),
    judged: judgedTimeOf(readings, durations).time,
    series,
    timeIndexes: isComplete ? null : indexed.map(({ at }) => at),
  };
}

function valueIn({ measurements }: StreamReading, wanted: JudgedMetric): number | null {
  return measurements.find(({ metric }) => metric === wanted)?.value ?? null;
}

/** What the summary says of each stream. */
export function summaryStreamsOf(streams: StayStreams, limits: readonly Limit[]): StreamData[] {
  return streams
    .map(({ kind, items }): StreamData => {
      const means = items.means();
      const { judged, broken } = verdictOf(means, limits);
      return {
        ...kind,
        span: 'summary',
        stats: statsOf(metricValuesOf([means])),
        judged: { judged: Number(judged !== 0), inBreach: Number(broken !== 0) },
        series: {},
        timeIndexes: null,
      };
    })
    .filter(({ stats }) => Object.keys(stats).length > 0);
}
