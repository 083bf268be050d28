import type { JudgedMetric, Preset } from '../quality/index.js';
import type { StreamKind } from '../quality/stream-kind.js';
import type { Conference, Participant, Product, QosSample, SampleIssue } from '../samples/index.js';

/** Everything the page shows, as plain JSON. The page's script reads nothing else. */
export interface ReportData {
  readonly title: string;
  readonly generatedAtMs: number;
  readonly preset: Preset;
  /** How many samples were counted. */
  readonly samples: number;
  /** Samples and snapshots whose id was already seen. They are not counted. */
  readonly duplicates: number;
  /** Samples of a call's summary that live events say too. They are not counted. */
  readonly repeated: number;
  /** Samples of readings without any time: they count in percentiles, and add no minutes. */
  readonly untimed: number;
  readonly overall: GroupFigures;
  /** Worst first. */
  readonly conferences: readonly ConferenceData[];
  /** Worst first; the parties of a call one after the other. */
  readonly participants: readonly ParticipantData[];
  /** Most frequent first; `null` if the caller gave no list of issues. */
  readonly issues: readonly IssueGroup[] | null;
  /** Records or events that could not be read. Their data is missing. */
  readonly unreadable: number;
}

/** How much was compared with a limit, and how much of it broke one: milliseconds, or stays. */
export interface BreachCount {
  readonly judged: number;
  readonly inBreach: number;
}

/** Statistics of one metric: of the values of readings, or of stays. */
export interface MetricStats {
  /** How many values there are, one for each sample; or how many stays. */
  readonly count: number;
  readonly avg: number;
  /** The 95th percentile, or the 5th of what is worse when low. */
  readonly worst: number;
  /** The highest number Zoom sent, upper bounds included, or the lowest of what is worse when low. */
  readonly extreme: number;
}

export type StatsByMetric = { readonly [M in JudgedMetric]?: MetricStats };

/** What was judged and measured. Readings and stays are never mixed. */
export interface Figures {
  /** Time of live readings, in milliseconds. */
  readonly time: BreachCount;
  readonly readingStats: StatsByMetric;
  /** Stays: summaries of streams that no reading judged. */
  readonly stays: BreachCount;
  readonly stayStats: StatsByMetric;
}

/** The figures of a conference, or of everything: those of its participants together. */
export interface GroupFigures extends Figures {
  readonly people: People;
}

/** How many participants there are, by how they were judged. */
export interface People {
  readonly all: number;
  /** Judged by the time of their readings. */
  readonly byTime: number;
  /** Judged by their stay. */
  readonly byStay: number;
  /** Judged by both, some streams by time and others by stay. */
  readonly byBoth: number;
  /** Those with a breach. */
  readonly affected: number;
}

/** From and until when, in milliseconds since the epoch. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

export interface ConferenceData extends GroupFigures {
  readonly product: Product;
  /** The best known of it. */
  readonly conference: Conference;
  /** The time of its readings, and of the call as Zoom says it; `null` where only summaries came. */
  readonly timeRange: TimeRange | null;
  /** When the last summary was sent, in milliseconds since the epoch; `null` if none says a time. */
  readonly summarisedAtMs: number | null;
  /** The parties of a call, callers first; empty for anything else. */
  readonly parties: readonly Participant[];
}

export interface ParticipantData extends Figures {
  /** Index in `conferences`. */
  readonly conference: number;
  /** The best known of them. */
  readonly participant: Participant;
  /** The time that the readings stand for. */
  readonly timeRange: TimeRange | null;
  /** When the last summary was sent, in milliseconds since the epoch. */
  readonly summarisedAtMs: number | null;
  /** Samples of readings without any time. */
  readonly untimed: number;
  /** The time compared with a limit, as ranges counted from `timeRange.startMs`. */
  readonly judgedRanges: readonly Range[];
  /** The time in breach. */
  readonly breachRanges: readonly Range[];
  /** The limits that the streams of the stay break. */
  readonly stayBreaches: readonly StayBreach[];
  /** The times of the readings, ascending, in seconds since `timeRange.startMs`. */
  readonly times: readonly number[];
  readonly streams: readonly StreamData[];
  /** Zoom's own quality words and scores, by type. */
  readonly ratings: readonly ZoomRating[];
  readonly client: readonly ClientProperty[];
  /** Changes of the client and warnings it showed, oldest first. */
  readonly log: readonly LogEntry[];
}

/** A start and a length, in milliseconds. */
export type Range = readonly [startMs: number, lengthMs: number];

/** One limit that the average of one stream breaks over the whole stay. */
export interface StayBreach extends StreamKind {
  readonly metric: JudgedMetric;
  readonly value: number;
  readonly limit: number;
}

export interface StreamData extends StreamKind {
  /** `'summary'` where it is what a summary says of the stream. */
  readonly span: QosSample['span'];
  readonly stats: StatsByMetric;
  /** What of this stream was judged: milliseconds, or one stay. */
  readonly judged: BreachCount;
  /** The values of each metric, oldest first; empty for a summary. */
  readonly series: { readonly [M in JudgedMetric]?: readonly (number | null)[] };
  /** For each value its index in the participant's `times`; `null` if the stream has a value at every time. */
  readonly timeIndexes: readonly number[] | null;
}

/** How often Zoom gave each quality word to one type, and statistics of its scores. */
export interface ZoomRating {
  readonly type: string;
  readonly words: readonly (readonly [word: string, count: number])[];
  readonly score: MetricStats | null;
}

/** One property of a client, such as its device. */
export interface ClientProperty {
  readonly label: string;
  readonly value: string;
}

/** One change or warning, with its time if known. */
export interface LogEntry {
  readonly atMs: number | null;
  readonly text: string;
}

/** Issues that differ only in the array indexes of their paths, counted together. */
export interface IssueGroup {
  readonly code: SampleIssue['code'];
  /** `payload.object.participant.qos[].details.bitrate` */
  readonly path: string;
  readonly text: string | null;
  readonly expected: string;
  readonly count: number;
}
