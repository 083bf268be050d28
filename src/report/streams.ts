import { emplace } from '../quality/emplace.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric } from '../quality/reading.js';
import { MEDIA, streamKindOf } from '../quality/stream-kind.js';
import type { Limit } from '../quality/thresholds.js';
import { verdictOf } from '../quality/verdict.js';
import type { StreamData } from './data.js';
import { judgedTimeOf, type ReadingTimes, type StreamReading } from './readings.js';
import type { StayStreams } from './stays.js';
import { ValueCounts } from './value-counts.js';

/** The readings of each stream over time. A stream whose values are all blank has nothing to show. */
export function readingStreamsOf(readings: readonly StreamReading[], durations: ReadingTimes): StreamData[] {
  const indexOf = new Map([...durations.keys()].map((timeMs, index) => [timeMs, index]));
  const byType = new Map<string, StreamReading[]>();
  for (const reading of readings) emplace(byType, reading.sample.type, () => []).push(reading);
  return [...byType.values()]
    .map((mine) => readingStream(mine, durations, indexOf))
    .filter(({ stats }) => Object.keys(stats).length > 0)
    .sort(byMedia);
}

function readingStream(
  readings: readonly StreamReading[],
  durations: ReadingTimes,
  indexOf: ReadonlyMap<number, number>,
): StreamData {
  const indexed = readings
    .map((reading) => ({ reading, at: indexOf.get(reading.timeMs ?? Number.NaN) }))
    .filter((entry): entry is { reading: StreamReading; at: number } => entry.at !== undefined);
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
    stats: ValueCounts.of(readings.map(({ measurements }) => measurements)).stats(),
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
        stats: ValueCounts.of([means]).stats(),
        judged: { judged: Number(judged !== 0), inBreach: Number(broken !== 0) },
        series: {},
        timeIndexes: null,
      };
    })
    .filter(({ stats }) => Object.keys(stats).length > 0)
    .sort(byMedia);
}

/** Audio first, as people ask for it first; an unknown medium last. */
function byMedia(a: StreamData, b: StreamData): number {
  return placeOf(a) - placeOf(b) || (a.type < b.type ? -1 : 1);
}

function placeOf({ media }: StreamData): number {
  return media === null ? MEDIA.length : MEDIA.indexOf(media);
}
