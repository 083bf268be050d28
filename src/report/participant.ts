import { timeOf } from '../quality/span.js';
import { measurementsOfStay, verdictOfStay } from '../quality/stay.js';
import type { Limit } from '../quality/thresholds.js';
import { clientOf } from './client.js';
import type { ParticipantData, TimeRange } from './data.js';
import type { Participation } from './participations.js';
import { ratingsOf } from './ratings.js';
import { judgedTimeOf, type ReadingTimes, readingTimesOf, streamReadingOf } from './readings.js';
import type { ReportSample } from './records.js';
import { settle } from './settle.js';
import { countedSummaries, stayBreachesOf, stayStreamsOf } from './stays.js';
import { readingStreamsOf, summaryStreamsOf } from './streams.js';
import { ValueCounts } from './value-counts.js';

/** One participant's data, before conferences are sorted, with the values that the figures of groups are computed from. */
export interface MeasuredParticipant {
  readonly key: string;
  readonly data: Omit<ParticipantData, 'conference'>;
  /** Values of the readings. */
  readonly readings: ValueCounts;
  /** Values of the stay, one for each metric. */
  readonly stay: ValueCounts;
  /** How many samples were counted, and how many left out, since another event tells them. */
  readonly samples: number;
  readonly repeated: number;
}

export function measure(
  { key, conference, known, samples, snapshots }: Participation,
  limits: readonly Limit[],
): MeasuredParticipant {
  const settled = settle(samples);
  const readings = settled.readings.map((sample) => streamReadingOf(sample, limits));
  const durations = readingTimesOf(readings, conference.product);
  const timeRange = timeRangeOf(durations);
  const { time, judgedRanges, breachRanges } = judgedTimeOf(readings, durations);
  const streams = readingStreamsOf(readings, durations);

  const summaries = countedSummaries(settled.summaries, streams, limits);
  const stay = stayStreamsOf(summaries);
  const verdict = verdictOfStay({ streams: stay }, limits);
  const values = {
    readings: ValueCounts.of(readings.map(({ measurements }) => measurements)),
    stay: ValueCounts.of([measurementsOfStay({ streams: stay })]),
  };
  const fromStart = (ranges: typeof judgedRanges) =>
    ranges.map(([start, length]) => [start - (timeRange?.startMs ?? 0), length] as const);
  const client = clientOf(snapshots, settled.readings);
  const data = {
    participant: known.value,
    timeRange,
    summarisedAtMs: latestOf(settled.summaries),
    untimed: readings.filter(({ timeMs }) => timeMs === null).length,
    time,
    readingStats: values.readings.stats(),
    stays: { judged: Number(verdict.judged !== 0), inBreach: Number(verdict.broken !== 0) },
    stayStats: values.stay.stats(),
    judgedRanges: fromStart(judgedRanges),
    breachRanges: fromStart(breachRanges),
    stayBreaches: stayBreachesOf(stay, limits),
    times: [...durations.keys()].map((timeMs) => (timeMs - (timeRange?.startMs ?? 0)) / 1000),
    streams: [...streams, ...summaryStreamsOf(stay, limits)],
    ratings: ratingsOf(settled.readings, summaries),
    client: client.properties,
    log: client.log,
  };
  return {
    key,
    data,
    ...values,
    samples: settled.readings.length + settled.summaries.length,
    repeated: settled.repeated,
  };
}

/** From the start of what the first reading stands for until the last. */
function timeRangeOf(durations: ReadingTimes): TimeRange | null {
  const [first] = durations;
  if (first === undefined) return null;
  const [startMs, durationMs] = first;
  return { startMs: startMs - durationMs, endMs: [...durations.keys()].at(-1) ?? startMs };
}

function latestOf(summaries: readonly ReportSample[]): number | null {
  const times = summaries.map(timeOf).filter((time) => time !== null);
  return times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b));
}
