import type { QosSample } from '../samples/index.js';
import type { ConferenceFigures, ParticipantFigures, StreamFigures } from './figures.js';
import type { Limit } from './thresholds.js';

/** What a counter is made with. */
export interface CounterOptions {
  readonly limits: readonly Limit[];
  readonly maxGroups: number;
}

/** Counts samples of one span, and gives figures of all of them or of the worst. */
export interface Counter {
  readonly forgotten: number;
  /** @returns whether the sample is counted */
  add(sample: QosSample): boolean;
  conferences(worst?: number): ConferenceFigures[];
  participants(worst?: number): ParticipantFigures[];
  streams(worst?: number): StreamFigures[];
  /** Adds what another counter of the same kind and options counted, which stays as it is. */
  addAll(other: Counter): void;
  toJSON(): unknown;
}
