import type { QosSample } from '../samples/index.js';
import type { ConferenceFigures, ParticipantFigures, StreamFigures } from './figures.js';
import type { Measurement } from './reading.js';
import type { Span } from './span.js';
import type { Limit } from './thresholds.js';

/** What a counter is made with. */
export interface CounterOptions {
  readonly limits: readonly Limit[];
  readonly maxGroups: number;
}

/** How many were forgotten to keep within `maxGroups`. */
export interface Forgotten {
  /** How many conferences. */
  readonly conferences: number;
  /** How many participants. */
  readonly participants: number;
  /** Streams that were forgotten before their participant, or with them. */
  readonly streams: number;
}

/** Counts samples of one span by slices of time, and gives figures of all of them or of the worst. */
export interface Counter {
  readonly span: Span;
  readonly forgotten: Forgotten;
  /** @returns whether the sample is counted: a repeated one is not */
  add(sample: QosSample, measurements: readonly Measurement[], slice: number): boolean;
  /** Learns who and where from a sample that does not count. */
  learn(sample: QosSample): void;
  /** Drops older slices. */
  dropBefore(oldest: number): void;
  conferences(worst?: number): ConferenceFigures[];
  participants(worst?: number): ParticipantFigures[];
  streams(worst?: number): StreamFigures[];
  /** Adds what another counter of the same kind and limits counted from a slice on. The other stays as it is. */
  addAll(other: Counter, oldest: number): void;
  toJSON(): unknown;
}
