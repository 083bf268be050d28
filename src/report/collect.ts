import { emplace } from '../quality/emplace.js';
import { PRESETS, type Preset } from '../quality/index.js';
import { limitsOf } from '../quality/thresholds.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';
import { type CollectedConference, ConferenceCollector } from './collected-conference.js';
import type { ReportData } from './data.js';
import { GroupCounter } from './group-counter.js';
import { IssueCounter } from './issues.js';
import { type PackedParticipant, unpack } from './packed-participant.js';
import { type Participation, participationsOf } from './participations.js';
import { joinSessionUsers } from './session-users.js';
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

/** Computes what the page shows from one participant after the other, and keeps no sample. */
export interface Collector {
  /** Adds a participant. Those of one conference come one after the other; users of sessions are joined. */
  add(participation: Participation): void;
  /** Adds a conference that was collected before. */
  addConference(collected: CollectedConference): void;
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
  return { ...data, participants: participants.map(({ packed, conference }) => unpack(packed, conference)) };
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
  const conferences: Omit<CollectedConference, 'group'>[] = [];
  const overall = new GroupCounter();
  const counts = { samples: 0, repeated: 0, untimed: 0 };
  let open: ConferenceCollector | undefined;

  const addConference = ({ group, ...collected }: CollectedConference) => {
    overall.addAll(group);
    counts.samples += collected.counts.samples;
    counts.repeated += collected.counts.repeated;
    counts.untimed += collected.counts.untimed;
    conferences.push(collected);
  };
  /** Computes the figures of the conference that is over, and drops what they were computed from. */
  const close = () => {
    if (open !== undefined) addConference(open.finish());
    open = undefined;
  };

  return {
    add(participation) {
      const { conference } = participation;
      if (open?.conference !== conference) close();
      open ??= new ConferenceCollector(conference, limits);
      open.add(participation);
    },
    addConference,
    finish(issues, duplicates = 0) {
      close();
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
