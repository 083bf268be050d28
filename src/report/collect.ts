import { emplace } from '../quality/group.js';
import { breaches, PRESETS, type Preset } from '../quality/index.js';
import { type Limit, limitsOf } from '../quality/thresholds.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';
import { clientOf } from './client.js';
import type {
  BreachFigures,
  ConferenceData,
  ParticipantData,
  ReportData,
  StatsByMetric,
  TimeRange,
} from './data.js';
import { groupIssues } from './issues.js';
import { type MetricValues, mergeValues, metricValuesOf, statsOf, summaryStatsOf } from './metric-values.js';
import { minutesOf } from './minutes.js';
import { type Participation, participationsOf } from './participations.js';
import { ratingsOf } from './ratings.js';
import { streamsOf, timeOf } from './streams.js';

/** What a report is made from. */
export interface ReportInput {
  readonly samples: Iterable<QosSample>;
  /** Device and network, shown beside the measurements. */
  readonly snapshots?: Iterable<ClientSnapshot>;
  /** The issues found when the samples were read. Without them the page says that issues are unknown. */
  readonly issues?: Iterable<SampleIssue>;
  /** How many records or events could not be read at all. Their data is missing from `samples`. */
  readonly unreadable?: number;
  /** The limits, with their name and source. `PRESETS.zoom` by default. */
  readonly preset?: Preset;
  readonly title?: string;
  /** When the report was made, in milliseconds since the epoch. The page shows it. */
  readonly generatedAtMs: number;
}

/** Computes everything the page shows. */
export function collect({
  samples,
  snapshots = [],
  issues,
  unreadable = 0,
  preset = PRESETS.zoom,
  title = 'Zoom call quality',
  generatedAtMs,
}: ReportInput): ReportData {
  const limits = limitsOf(preset.thresholds);
  const grouped = participationsOf(samples, snapshots);

  const byConference = new Map<string, Participation[]>();
  for (const participation of grouped.participations)
    emplace(byConference, participation.conferenceKey, () => []).push(participation);
  const conferences = [...byConference.values()]
    .map((members) => conferenceOf(members.map((member) => participantOf(member, preset, limits))))
    .sort((a, b) => worseFirst(a.data, b.data));
  const participants = conferences.flatMap(({ members }, conference) =>
    members.map(({ data }): ParticipantData => ({ ...data, conference })),
  );
  return {
    title,
    generatedAtMs,
    preset,
    samples: grouped.samples,
    duplicates: grouped.duplicates,
    overall: breachFiguresOf(conferences.flatMap(({ members }) => members)),
    conferences: conferences.map(({ data }) => data),
    participants: participants.sort(worseFirst),
    issues: issues === undefined ? null : groupIssues(issues),
    unreadable,
  };
}

/**
 * One participant's data, before the conferences are sorted, with the values that conference figures are computed from.
 */
interface MeasuredParticipant {
  readonly participation: Participation;
  readonly data: Omit<ParticipantData, 'conference'>;
  /** Values of the interval samples. */
  readonly intervals: MetricValues;
  /** Values of the summary samples. */
  readonly summaries: MetricValues;
}

function participantOf(
  participation: Participation,
  preset: Preset,
  limits: readonly Limit[],
): MeasuredParticipant {
  const { first, intervals, summaries, snapshots } = participation;
  const times = [...new Set(intervals.map(timeOf).filter((time) => time !== null))].sort((a, b) => a - b);
  const [start, end] = [times[0], times.at(-1)];
  const timeRange =
    start === undefined || end === undefined ? null : { startMs: start * 1000, endMs: end * 1000 };
  const client = clientOf(snapshots, intervals);
  const values = { intervals: metricValuesOf(intervals), summaries: metricValuesOf(summaries) };
  const data = {
    participant: first.participant,
    timeRange,
    ...minutesOf(intervals, start ?? 0, limits),
    summaryBreaches:
      intervals.length > 0 ? [] : summaries.flatMap((summary) => breaches(summary, preset.thresholds)),
    stats: combinedStats([values]),
    times: times.map((time) => time - (start ?? 0)),
    streams: streamsOf(intervals, summaries, times, limits),
    ratings: ratingsOf(intervals.length > 0 ? intervals : summaries),
    client: client.properties,
    log: client.log,
  };
  return { participation, data, ...values };
}

function conferenceOf(members: readonly MeasuredParticipant[]): {
  members: readonly MeasuredParticipant[];
  data: ConferenceData;
} {
  // Every conference has at least one member.
  const { product, conference } = (members[0] as MeasuredParticipant).participation.first;
  const ranges = members.map(({ data }) => data.timeRange).filter((range) => range !== null);
  const data = {
    product,
    conference,
    timeRange: ranges.length === 0 ? null : ranges.reduce(enclosing),
    participants: members.length,
    ...breachFiguresOf(members),
  };
  return { members, data };
}

function enclosing(a: TimeRange, b: TimeRange): TimeRange {
  return { startMs: Math.min(a.startMs, b.startMs), endMs: Math.max(a.endMs, b.endMs) };
}

function breachFiguresOf(members: readonly MeasuredParticipant[]): BreachFigures {
  const sum = (of: (data: MeasuredParticipant['data']) => number) =>
    members.reduce((total, { data }) => total + of(data), 0);
  return {
    minutes: {
      judged: sum(({ minutes }) => minutes.judged),
      inBreach: sum(({ minutes }) => minutes.inBreach),
    },
    affected: sum(({ minutes, summaryBreaches }) =>
      Number(minutes.inBreach > 0 || summaryBreaches.length > 0),
    ),
    stats: combinedStats(members),
  };
}

/** From interval samples if there are any; a summary repeats what they say. */
function combinedStats(
  several: readonly Pick<MeasuredParticipant, 'intervals' | 'summaries'>[],
): StatsByMetric {
  const intervals = mergeValues(several.map((each) => each.intervals));
  if (intervals.size > 0) return statsOf(intervals);
  return summaryStatsOf(mergeValues(several.map((each) => each.summaries)));
}

type Rankable = Pick<ParticipantData, 'minutes' | 'stats'> & {
  readonly affected?: number;
  readonly summaryBreaches?: readonly unknown[];
};

/** Sorts by minutes in breach, then by their share, then by breaches in summaries, then by latency. */
function worseFirst(a: Rankable, b: Rankable): number {
  const share = ({ minutes }: Rankable) => minutes.inBreach / Math.max(minutes.judged, 1);
  const summaryBreachCount = ({ affected, summaryBreaches }: Rankable) =>
    affected ?? summaryBreaches?.length ?? 0;
  const latency = ({ stats: { latencyMs } }: Rankable) => latencyMs?.p95 ?? latencyMs?.avg ?? -1;
  return (
    b.minutes.inBreach - a.minutes.inBreach ||
    share(b) - share(a) ||
    summaryBreachCount(b) - summaryBreachCount(a) ||
    latency(b) - latency(a)
  );
}
