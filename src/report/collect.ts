import { breaches, PRESETS, type Preset } from '../quality/index.js';
import { type Limit, limitsOf } from '../quality/thresholds.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';
import { clientOf, verdictsOf } from './client.js';
import type { ConferenceData, Overall, ParticipantData, ReportData, Span, Spreads } from './data.js';
import { issuesOf } from './issues.js';
import { minutesOf } from './minutes.js';
import { joined, type Readings, readingsOf, spreadsOf, summarySpreadsOf } from './readings.js';
import { type Stay, staysOf } from './stays.js';
import { streamsOf, timeOf } from './streams.js';

/** What a report is made from. */
export interface ReportInput {
  readonly samples: Iterable<QosSample>;
  /** Device and network, shown beside what was measured. */
  readonly snapshots?: Iterable<ClientSnapshot>;
  /** All that was met in reading the samples; without it the page says that it does not know. */
  readonly issues?: Iterable<SampleIssue>;
  /** How many records or events could not be read at all, and are missing here. */
  readonly unreadable?: number;
  /** The limits, by name and source: Zoom's by default. */
  readonly preset?: Preset;
  readonly title?: string;
  /** The time that the report says it was made, in milliseconds since the epoch. */
  readonly generatedAtMs: number;
}

/** Works out everything the page shows. */
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
  const all = staysOf(samples, snapshots);

  const byConference = new Map<string, Stay[]>();
  for (const stay of all.stays) {
    const same = byConference.get(stay.conferenceKey);
    if (same) same.push(stay);
    else byConference.set(stay.conferenceKey, [stay]);
  }
  const conferences = [...byConference.values()]
    .map((stays) => conferenceOf(stays.map((stay) => participantOf(stay, preset, limits))))
    .sort((a, b) => worseFirst(a.data, b.data));
  const participants = conferences.flatMap(({ members }, conference) =>
    members.map(({ data }): ParticipantData => ({ ...data, conference })),
  );
  return {
    title,
    generatedAtMs,
    preset,
    samples: all.samples,
    duplicates: all.duplicates,
    overall: overallOf(conferences.flatMap(({ members }) => members)),
    conferences: conferences.map(({ data }) => data),
    participants: participants.sort(worseFirst),
    issues: issues === undefined ? null : issuesOf(issues),
    unreadable,
  };
}

/** A participant before it is known which conference comes how far up, with the readings that others are made from. */
interface Member {
  readonly stay: Stay;
  readonly data: Omit<ParticipantData, 'conference'>;
  readonly intervals: Readings;
  readonly summaries: Readings;
}

function participantOf(stay: Stay, preset: Preset, limits: readonly Limit[]): Member {
  const { first, intervals, summaries, snapshots } = stay;
  const times = [...new Set(intervals.map(timeOf).filter((time) => time !== null))].sort((a, b) => a - b);
  const [start, end] = [times[0], times.at(-1)];
  const span = start === undefined || end === undefined ? null : { startMs: start * 1000, endMs: end * 1000 };
  const client = clientOf(snapshots, intervals);
  const readings = { intervals: readingsOf(intervals), summaries: readingsOf(summaries) };
  const data = {
    participant: first.participant,
    span,
    ...minutesOf(intervals, start ?? 0, limits),
    summaryBreaches:
      intervals.length > 0 ? [] : summaries.flatMap((summary) => breaches(summary, preset.thresholds)),
    spreads: spreadsOfAll([readings]),
    times: times.map((time) => time - (start ?? 0)),
    streams: streamsOf(intervals, summaries, times, limits),
    verdicts: verdictsOf(intervals.length > 0 ? intervals : summaries),
    client: client.facts,
    notes: client.notes,
  };
  return { stay, data, ...readings };
}

function conferenceOf(members: readonly Member[]): { members: readonly Member[]; data: ConferenceData } {
  // A conference is known by a stay of it.
  const { product, conference } = (members[0] as Member).stay.first;
  const spans = members.map(({ data }) => data.span).filter((span) => span !== null);
  const data = {
    product,
    conference,
    span: spans.length === 0 ? null : spans.reduce(around),
    participants: members.length,
    ...overallOf(members),
  };
  return { members, data };
}

function around(a: Span, b: Span): Span {
  return { startMs: Math.min(a.startMs, b.startMs), endMs: Math.max(a.endMs, b.endMs) };
}

function overallOf(members: readonly Member[]): Overall {
  const sum = (of: (data: Member['data']) => number) =>
    members.reduce((total, { data }) => total + of(data), 0);
  return {
    minutes: { judged: sum(({ minutes }) => minutes.judged), broken: sum(({ minutes }) => minutes.broken) },
    affected: sum(({ minutes, summaryBreaches }) => Number(minutes.broken > 0 || summaryBreaches.length > 0)),
    spreads: spreadsOfAll(members),
  };
}

/** Of readings where there are any: a summary says again what they said. */
function spreadsOfAll(several: readonly Pick<Member, 'intervals' | 'summaries'>[]): Spreads {
  const intervals = joined(several.map((each) => each.intervals));
  if (intervals.size > 0) return spreadsOf(intervals);
  return summarySpreadsOf(joined(several.map((each) => each.summaries)));
}

type Ranked = Pick<ParticipantData, 'minutes' | 'spreads'> & {
  readonly affected?: number;
  readonly summaryBreaches?: readonly unknown[];
};

/** By minutes broken, then by their share, then by what summaries break, then by latency. */
function worseFirst(a: Ranked, b: Ranked): number {
  const share = ({ minutes }: Ranked) => minutes.broken / Math.max(minutes.judged, 1);
  const summed = ({ affected, summaryBreaches }: Ranked) => affected ?? summaryBreaches?.length ?? 0;
  const latency = ({ spreads: { latencyMs } }: Ranked) => latencyMs?.p95 ?? latencyMs?.avg ?? -1;
  return (
    b.minutes.broken - a.minutes.broken ||
    share(b) - share(a) ||
    summed(b) - summed(a) ||
    latency(b) - latency(a)
  );
}
