import { breaches, PRESETS, type Preset } from '../quality/index.js';
import type { JudgedMetric } from '../quality/reading.js';
import { type Limit, limitsOf } from '../quality/thresholds.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';
import { clientOf, verdictsOf } from './client.js';
import type { ConferenceData, Overall, ParticipantData, ReportData, Span, Spread } from './data.js';
import { issuesOf } from './issues.js';
import { minutesOf } from './minutes.js';
import { type Stay, staysOf } from './stays.js';
import { spreads, streamsOf, timeOf } from './streams.js';

/** What a report is made from. */
export interface ReportInput {
  readonly samples: Iterable<QosSample>;
  /** Device and network, shown beside what was measured. */
  readonly snapshots?: Iterable<ClientSnapshot>;
  readonly issues?: Iterable<SampleIssue>;
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
  issues = [],
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
    .map((stays) => {
      const participants = stays.map((stay) => participantOf(stay, preset, limits));
      return { stays, participants, data: conferenceOf(stays, participants) };
    })
    .sort((a, b) => worseFirst(a.data, b.data));

  const participants = conferences.flatMap((entry, conference) =>
    entry.participants.map((participant): ParticipantData => ({ ...participant, conference })),
  );
  return {
    title,
    generatedAtMs,
    preset,
    samples: all.samples,
    duplicates: all.duplicates,
    overall: overallOf(all.stays, participants),
    conferences: conferences.map(({ data }) => data),
    participants: participants.sort(worseFirst),
    issues: issuesOf(issues),
  };
}

type Participant = Omit<ParticipantData, 'conference'>;

function participantOf(stay: Stay, preset: Preset, limits: readonly Limit[]): Participant {
  const { first, intervals, summaries, snapshots } = stay;
  const times = [...new Set(intervals.map(timeOf).filter((time) => time !== null))].sort((a, b) => a - b);
  const [start, end] = [times[0], times.at(-1)];
  const span = start === undefined || end === undefined ? null : { startMs: start * 1000, endMs: end * 1000 };
  const client = clientOf(snapshots, intervals);
  return {
    participant: first.participant,
    span,
    ...minutesOf(intervals, start ?? 0, limits),
    summaryBreaches:
      intervals.length > 0 ? [] : summaries.flatMap((summary) => breaches(summary, preset.thresholds)),
    spreads: spreadsOf([stay]),
    times,
    streams: streamsOf(intervals, summaries, times, limits),
    verdicts: verdictsOf(intervals.length > 0 ? intervals : summaries),
    client: client.facts,
    notes: client.notes,
  };
}

function conferenceOf(stays: readonly Stay[], participants: readonly Participant[]): ConferenceData {
  // A conference is known by a stay of it.
  const { product, conference } = (stays[0] as Stay).first;
  const spans = participants.map(({ span }) => span).filter((span) => span !== null);
  return {
    product,
    conference,
    span: spans.length === 0 ? null : spans.reduce(around),
    participants: participants.length,
    ...overallOf(stays, participants),
  };
}

function around(a: Span, b: Span): Span {
  return { startMs: Math.min(a.startMs, b.startMs), endMs: Math.max(a.endMs, b.endMs) };
}

function overallOf(stays: readonly Stay[], participants: readonly Participant[]): Overall {
  const sum = (of: (participant: Participant) => number) =>
    participants.reduce((total, participant) => total + of(participant), 0);
  return {
    minutes: { judged: sum(({ minutes }) => minutes.judged), broken: sum(({ minutes }) => minutes.broken) },
    affected: participants.filter(isAffected).length,
    spreads: spreadsOf(stays),
  };
}

function isAffected({ minutes, summaryBreaches }: Participant): boolean {
  return minutes.broken > 0 || summaryBreaches.length > 0;
}

/** Of readings where there are any: a summary says again what they said. */
function spreadsOf(stays: readonly Stay[]): { [M in JudgedMetric]?: Spread } {
  const intervals = stays.flatMap((stay) => stay.intervals);
  if (intervals.length > 0) return spreads(intervals);
  const summed = spreads(stays.flatMap((stay) => stay.summaries));
  return Object.fromEntries(
    Object.entries(summed).map(([metric, spread]) => [metric, { ...spread, p95: null }]),
  );
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
