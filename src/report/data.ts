import type { Breach, JudgedMetric, Preset } from '../quality/index.js';
import type { Conference, Participant, Product, QosSample, SampleIssue } from '../samples/index.js';

/** Everything the page shows, as plain JSON. The page's script reads nothing else. */
export interface ReportData {
  readonly title: string;
  readonly generatedAtMs: number;
  readonly preset: Preset;
  /** How many samples were counted, duplicates excluded. */
  readonly samples: number;
  /** Samples and snapshots whose id was already seen. They are not counted. */
  readonly duplicates: number;
  readonly overall: BreachFigures;
  /** Worst first. */
  readonly conferences: readonly ConferenceData[];
  /** Worst first. */
  readonly participants: readonly ParticipantData[];
  /** Most frequent first; `null` if the caller gave no list of issues. */
  readonly issues: readonly IssueGroup[] | null;
  /** Records or events that could not be read. Their data is missing. */
  readonly unreadable: number;
}

/** How many minutes or samples were compared with a limit, and how many of them broke one. */
export interface BreachCount {
  readonly judged: number;
  readonly inBreach: number;
}

/** Statistics of one metric over many samples. */
export interface MetricStats {
  readonly avg: number;
  /** 95 % of the values do not exceed this, or do not fall below it if lower is worse. `null` for summaries. */
  readonly p95: number | null;
  /** The worst value Zoom sent, minimum and maximum included. */
  readonly worst: number;
}

export type StatsByMetric = { readonly [M in JudgedMetric]?: MetricStats };

/** How much of a conference, or of everything, is in breach. */
export interface BreachFigures {
  readonly minutes: BreachCount;
  /** How many participants have a breach. */
  readonly affected: number;
  readonly stats: StatsByMetric;
}

/** The first and the last time, in milliseconds since the epoch. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

export interface ConferenceData extends BreachFigures {
  readonly product: Product;
  readonly conference: Conference;
  readonly timeRange: TimeRange | null;
  readonly participants: number;
}

export interface ParticipantData {
  /** Index in `conferences`. */
  readonly conference: number;
  readonly participant: Participant;
  readonly timeRange: TimeRange | null;
  readonly minutes: BreachCount;
  /** The minutes compared with a limit, as ranges counted from `timeRange.startMs`. */
  readonly judgedRanges: readonly MinuteRange[];
  /** The minutes in breach. */
  readonly breachRanges: readonly MinuteRange[];
  /** The breaches in this participant's summary; empty if interval samples came. */
  readonly summaryBreaches: readonly Breach[];
  readonly stats: StatsByMetric;
  /** The times of the interval samples, ascending, in seconds since `timeRange.startMs`. */
  readonly times: readonly number[];
  readonly streams: readonly StreamData[];
  /** Zoom's own quality words and scores, by type. */
  readonly ratings: readonly ZoomRating[];
  readonly client: readonly ClientProperty[];
  /** Changes of the client and warnings it showed, oldest first. */
  readonly log: readonly LogEntry[];
}

/** Consecutive minutes. */
export type MinuteRange = readonly [start: number, length: number];

export interface StreamData extends Pick<QosSample, 'type' | 'media' | 'direction' | 'path'> {
  /** `'summary'` if Zoom sent only a summary of this stream. */
  readonly span: QosSample['span'];
  readonly stats: StatsByMetric;
  /** Samples of this stream compared with a limit, and those in breach. Unlike `minutes`, these count samples. */
  readonly samples: BreachCount;
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
