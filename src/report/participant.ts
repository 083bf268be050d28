import { timeOf } from '../quality/span.js';
import { measurementsOfStay, verdictOfStay } from '../quality/stay.js';
import type { Limit } from '../quality/thresholds.js';
import type { QosSample } from '../samples/index.js';
import { clientOf } from './client.js';
import type { ParticipantData, TimeRange } from './data.js';
import { type MetricValues, metricValuesOf, statsOf } from './metric-values.js';
import type { KnownConference, Participation } from './participations.js';
import { ratingsOf } from './ratings.js';
import { judgedTimeOf, type ReadingTimes, readingTimesOf, streamReadingOf } from './readings.js';
import { countedSummaries, stayBreachesOf, stayStreamsOf } from './stays.js';
import { readingStreamsOf, summaryStreamsOf } from './streams.js';

/** One participant's data, before conferences are sorted, with the values that the figures of groups are computed from. */
export interface MeasuredParticipant {
  readonly conference: KnownConference;
  readonly data: Omit<ParticipantData, 'conference'>;
  /** Values of the readings. */
  readonly readings: MetricValues;
  /** Values of the stay, one for each metric. */
  readonly stay: MetricValues;
}

export function measure(
  { conference, known, ...records }: Participation,
  limits: readonly Limit[],
): MeasuredParticipant {
  const readings = records.readings.map((sample) => streamReadingOf(sample, limits));
  const durations = readingTimesOf(readings, conference.product);
  const timeRange = timeRangeOf(durations);
  const { time, judgedRanges, breachRanges } = judgedTimeOf(readings, durations);
  const streams = readingStreamsOf(readings, durations);

  const summaries = countedSummaries(records.summaries, streams, limits);
  const stay = stayStreamsOf(summaries);
  const verdict = verdictOfStay({ streams: stay }, limits);
  const values = {
    readings: metricValuesOf(readings.map(({ measurements }) => measurements)),
    stay: metricValuesOf([measurementsOfStay({ streams: stay })]),
  };
  const fromStart = (ranges: typeof judgedRanges) =>
    ranges.map(([start, length]) => [start - (timeRange?.startMs ?? 0), length] as const);
  const client = clientOf(records.snapshots, records.readings);
  const data = {
    participant: known.value,
    timeRange,
    summarisedAtMs: latestOf(records.summaries),
    untimed: readings.filter(({ timeMs }) => timeMs === null).length,
    time,
    readingStats: statsOf(values.readings),
    stays: { judged: Number(verdict.judged !== 0), inBreach: Number(verdict.broken !== 0) },
    stayStats: statsOf(values.stay),
    judgedRanges: fromStart(judgedRanges),
    breachRanges: fromStart(breachRanges),
    stayBreaches: stayBreachesOf(stay, limits),
    times: [...durations.keys()].map((timeMs) => (timeMs - (timeRange?.startMs ?? 0)) / 1000),
    streams: [...streams, ...summaryStreamsOf(stay, limits)],
    ratings: ratingsOf(records.readings, summaries),
    client: client.properties,
    log: client.log,
  };
  return { conference, data, ...values };
}

/** From the start of what the first reading stands for until the last. */
function timeRangeOf(durations: ReadingTimes): TimeRange | null {
  const [first] = durations;
  if (first === undefined) return null;
  const [startMs, durationMs] = first;
  return { startMs: startMs - durationMs, endMs: [...durations.keys()].at(-1) ?? startMs };
}

function latestOf(summaries: readonly QosSample[]): number | null {
  const times = summaries.map(timeOf).filter((time) => time !== null);
  return times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b));
}
