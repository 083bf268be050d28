import { emplace } from '../quality/emplace.js';
import { PRESETS, type Preset } from '../quality/index.js';
import { limitsOf } from '../quality/thresholds.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';
import { ConferenceCounter } from './conference-counter.js';
import type { ConferenceData, ReportData } from './data.js';
import { GroupCounter } from './group-counter.js';
import { IssueCounter } from './issues.js';
import { PackedParticipant } from './packed-participant.js';
import { measure } from './participant.js';
import { type Participation, participationsOf } from './participations.js';
import { joinSessionUsers } from './session-users.js';
import { type Rank, rankOf, worseFirst } from './worse-first.js';

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

/** Computes what the page shows from one participant after the other, and keeps no sample. */
export interface Collector {
  /** Adds a participant. Those of one conference come one after the other; users of sessions are joined. */
  add(participation: Participation): void;
  /**
   * @param issues all that were found; without them the page says that issues are unknown
   * @param duplicates how many records were left out before, since their ids had been seen
   */
  finish(issues: IssueCounter | undefined, duplicates?: number): PackedReport;
}

/** Everything the page shows, the participants packed. */
export interface PackedReport {
  readonly data: Omit<ReportData, 'participants'>;
  /** Worst first; the parties of a call one after the other. */
  readonly participants: readonly { readonly packed: PackedParticipant; readonly conference: number }[];
}

/** Computes everything the page shows. */
export function collect(input: ReportInput): ReportData {
  const { data, participants } = collectPacked(input);
  return { ...data, participants: participants.map(({ packed, conference }) => packed.unpack(conference)) };
}

/** Computes the same, to be written. */
export function collectPacked({ samples, snapshots = [], issues, ...settings }: ReportInput): PackedReport {
  const collector = createCollector(settings);
  const { conferences, duplicates } = participationsOf(samples, snapshots);
  for (const participations of conferences)
    for (const participation of joinSessionUsers(participations)) collector.add(participation);
  return collector.finish(issues === undefined ? undefined : counted(issues), duplicates);
}

/** Creates a collector. */
export function createCollector({
  unreadable = 0,
  preset = PRESETS.zoom,
  title = 'Zoom call quality',
  generatedAtMs,
}: CollectorSettings): Collector {
  const limits = limitsOf(preset.thresholds);
  const conferences: CollectedConference[] = [];
  const overall = new GroupCounter();
  const counts = { samples: 0, repeated: 0, untimed: 0 };
  let open: { readonly counter: ConferenceCounter; readonly members: PackedParticipant[] } | undefined;

  /** Computes the figures of the conference that is over, and drops what they were computed from. */
  const close = () => {
    if (open === undefined) return;
    const { counter, members } = open;
    const data = counter.data();
    overall.addAll(counter.group);
    conferences.push({ key: counter.conference.key, rank: rankOf(data), data, members });
  };

  return {
    add(participation) {
      const { conference } = participation;
      if (open?.counter.conference !== conference) {
        close();
        open = { counter: new ConferenceCounter(conference), members: [] };
      }
      const measured = measure(participation, limits);
      open.counter.add(measured);
      open.members.push(new PackedParticipant(measured));
      counts.samples += measured.samples;
      counts.repeated += measured.repeated;
      counts.untimed += measured.data.untimed;
    },
    finish(issues, duplicates = 0) {
      close();
      open = undefined;
      conferences.sort(worseFirst);
      const participants = conferences
        .flatMap(({ members }, conference) => members.map((packed) => ({ packed, conference })))
        .sort((a, b) => worseFirst(a.packed, b.packed));
      return {
        data: {
          title,
          generatedAtMs,
          preset,
          ...counts,
          duplicates,
          overall: overall.figures(),
          conferences: conferences.map(({ data }) => data),
          issues: issues?.groups() ?? null,
          unreadable,
        },
        participants: withPartiesTogether(participants, (conference) => {
          return conferences[conference]?.data.product === 'phone';
        }),
      };
    },
  };
}

/** A conference whose participants were all measured. */
interface CollectedConference {
  readonly key: string;
  readonly rank: Rank;
  readonly data: ConferenceData;
  readonly members: readonly PackedParticipant[];
}

function counted(issues: Iterable<SampleIssue>): IssueCounter {
  const counter = new IssueCounter();
  for (const issue of issues) counter.add(issue);
  return counter;
}

/** Puts all parties of a call where the first of them is. */
function withPartiesTogether<T extends { readonly conference: number }>(
  participants: readonly T[],
  isCall: (conference: number) => boolean,
): T[] {
  const places = new Map<unknown, T[]>();
  for (const participant of participants) {
    const { conference } = participant;
    emplace(places, isCall(conference) ? conference : participant, () => []).push(participant);
  }
  return [...places.values()].flat();
}
