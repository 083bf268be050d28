import { emplace } from '../quality/emplace.js';
import { PRESETS, type Preset } from '../quality/index.js';
import { limitsOf } from '../quality/thresholds.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';
import type { ConferenceData, ParticipantData, ReportData, TimeRange } from './data.js';
import { groupFiguresOf } from './group-figures.js';
import { groupIssues } from './issues.js';
import { type MeasuredParticipant, measure } from './participant.js';
import { type KnownConference, participationsOf } from './participations.js';
import { worseFirst } from './worse-first.js';

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

/** Everything but the records. */
export type CollectorSettings = Omit<ReportInput, 'samples' | 'snapshots' | 'issues'>;

/** Computes what the page shows from one conference after the other, and keeps no sample. */
export interface Collector {
  /** Adds all records of some conferences. Those of one conference belong into one call. */
  add(samples: Iterable<QosSample>, snapshots: Iterable<ClientSnapshot>): void;
  finish(issues: Iterable<SampleIssue> | undefined): ReportData;
}

/** Computes everything the page shows. */
export function collect({ samples, snapshots = [], issues, ...settings }: ReportInput): ReportData {
  const collector = createCollector(settings);
  collector.add(samples, snapshots);
  return collector.finish(issues);
}

/** Creates a collector. */
export function createCollector({
  unreadable = 0,
  preset = PRESETS.zoom,
  title = 'Zoom call quality',
  generatedAtMs,
}: CollectorSettings): Collector {
  const limits = limitsOf(preset.thresholds);
  const byConference = new Map<KnownConference, MeasuredParticipant[]>();
  const counts = { samples: 0, duplicates: 0, repeated: 0 };

  return {
    add(samples, snapshots) {
      const { participations, ...added } = participationsOf(samples, snapshots);
      counts.samples += added.samples;
      counts.duplicates += added.duplicates;
      counts.repeated += added.repeated;
      for (const participation of participations)
        emplace(byConference, participation.conference, () => []).push(measure(participation, limits));
    },
    finish(issues) {
      const conferences = [...byConference]
        .map(([conference, members]) => ({ members, data: conferenceOf(conference, members) }))
        .sort((a, b) => worseFirst(a.data, b.data));
      const participants = conferences.flatMap(({ members }, conference) =>
        members.map(({ data }): ParticipantData => ({ ...data, conference })),
      );
      return {
        title,
        generatedAtMs,
        preset,
        ...counts,
        untimed: participants.reduce((sum, { untimed }) => sum + untimed, 0),
        overall: groupFiguresOf(conferences.flatMap(({ members }) => members)),
        conferences: conferences.map(({ data }) => data),
        participants: withPartiesTogether(participants.sort(worseFirst), (conference) => {
          return conferences[conference]?.data.product === 'phone';
        }),
        issues: issues === undefined ? null : groupIssues(issues),
        unreadable,
      };
    },
  };
}

function conferenceOf(
  { product, known }: KnownConference,
  members: readonly MeasuredParticipant[],
): ConferenceData {
  const { startAtMs, endAtMs } = known.value;
  const times = members.map(({ data }) => data.timeRange).filter((range) => range !== null);
  if (startAtMs !== null && endAtMs !== null && startAtMs <= endAtMs)
    times.push({ startMs: startAtMs, endMs: endAtMs });
  const summarised = members.map(({ data }) => data.summarisedAtMs).filter((time) => time !== null);
  return {
    product,
    conference: known.value,
    timeRange: times.length === 0 ? null : times.reduce(enclosing),
    summarisedAtMs: summarised.length === 0 ? null : summarised.reduce((a, b) => Math.max(a, b)),
    parties: product === 'phone' ? partiesOf(members) : [],
    ...groupFiguresOf(members),
  };
}

/** The parties of a call, callers first. */
function partiesOf(members: readonly MeasuredParticipant[]): ConferenceData['parties'] {
  const isCallee = (role: string | null) => Number(role === 'callee');
  return members
    .map(({ data }) => data.participant)
    .sort((a, b) => isCallee(a.role) - isCallee(b.role) || a.ordinal - b.ordinal);
}

/** Puts all parties of a call where the first of them is. */
function withPartiesTogether(
  participants: readonly ParticipantData[],
  isCall: (conference: number) => boolean,
): ParticipantData[] {
  const places = new Map<unknown, ParticipantData[]>();
  for (const participant of participants) {
    const { conference } = participant;
    emplace(places, isCall(conference) ? conference : participant, () => []).push(participant);
  }
  return [...places.values()].flat();
}

function enclosing(a: TimeRange, b: TimeRange): TimeRange {
  return { startMs: Math.min(a.startMs, b.startMs), endMs: Math.max(a.endMs, b.endMs) };
}
