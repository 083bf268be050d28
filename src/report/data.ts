import type { Breach, JudgedMetric, Preset } from '../quality/index.js';
import type { Conference, Participant, Product, QosSample, SampleIssue } from '../samples/index.js';

/** What the page is made of: everything it shows, as plain JSON. Its script reads it and nothing else. */
export interface ReportData {
  readonly title: string;
  readonly generatedAtMs: number;
  readonly preset: Preset;
  readonly samples: number;
  /** Samples that came again under an id already seen; they are not counted. */
  readonly duplicates: number;
  readonly overall: Overall;
  /** Worst first. */
  readonly conferences: readonly ConferenceData[];
  /** Worst first. */
  readonly participants: readonly ParticipantData[];
  /** Commonest first; `null` where nobody said what was met. */
  readonly issues: readonly IssueData[] | null;
  /** Records or events that could not be read, and are missing. */
  readonly unreadable: number;
}

/** Minutes in which something was held against a limit, and those of them in which a limit was broken. */
export interface Minutes {
  readonly judged: number;
  readonly broken: number;
}

/** What many readings of one metric say. `worst` is the worse extreme that was sent, over all readings and bounds. */
export interface Spread {
  readonly avg: number;
  /** Of the readings, 95 % are at most this (at least, where lower is worse); `null` for a summary, which has no readings. */
  readonly p95: number | null;
  readonly worst: number;
}

export type Spreads = { readonly [M in JudgedMetric]?: Spread };

export interface Overall {
  readonly minutes: Minutes;
  /** Participants for whom a limit was broken. */
  readonly affected: number;
  readonly spreads: Spreads;
}

/** From the first to the last time, in milliseconds since the epoch. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

export interface ConferenceData extends Overall {
  readonly product: Product;
  readonly conference: Conference;
  readonly span: Span | null;
  readonly participants: number;
}

export interface ParticipantData {
  /** Index in `conferences`. */
  readonly conference: number;
  readonly participant: Participant;
  readonly span: Span | null;
  readonly minutes: Minutes;
  /** Stretches of minutes with a reading, and with a broken limit: `[minutes since span.startMs, length]`. */
  readonly judgedRuns: readonly Run[];
  readonly brokenRuns: readonly Run[];
  /** What the summary of the stay breaks, where no minutes came. */
  readonly summaryBreaches: readonly Breach[];
  readonly spreads: Spreads;
  /** Times of readings, ascending, in seconds since `span.startMs`. */
  readonly times: readonly number[];
  readonly streams: readonly StreamData[];
  /** Zoom's own words and scores. */
  readonly verdicts: readonly Verdict[];
  readonly client: readonly ClientFact[];
  /** Changes of the client, and warnings of its own, in order of time. */
  readonly notes: readonly Note[];
}

export type Run = readonly [start: number, length: number];

export interface StreamData extends Pick<QosSample, 'type' | 'media' | 'direction' | 'path'> {
  /** `'summary'` where Zoom sent no minutes of this stream, only the summary of the stay. */
  readonly window: QosSample['window'];
  readonly spreads: Spreads;
  /** Of its readings, not minutes, those with something to judge, and those that break a limit. */
  readonly readings: Minutes;
  /** The readings of each metric, in order of time; empty for a summary. */
  readonly series: { readonly [M in JudgedMetric]?: readonly (number | null)[] };
  /** Which of the participant's `times` each reading belongs to; `null` where there is one for each. */
  readonly at: readonly number[] | null;
}

/** How often Zoom gave each word for one type, and its scores. */
export interface Verdict {
  readonly type: string;
  readonly words: readonly (readonly [word: string, count: number])[];
  readonly score: Spread | null;
}

export interface ClientFact {
  readonly label: string;
  readonly value: string;
}

export interface Note {
  readonly atMs: number | null;
  readonly text: string;
}

/** Issues alike but for the indexes in their paths. */
export interface IssueData {
  readonly code: SampleIssue['code'];
  /** `payload.object.participant.qos[].details.bitrate` */
  readonly path: string;
  readonly text: string | null;
  readonly expected: string;
  readonly count: number;
}
