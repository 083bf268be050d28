import type { ClientSnapshot, QosSample } from '../samples/index.js';
import type { LABELS, RAW } from './client-labels.js';

/** What the report reads of a sample, besides who and where. */
export type ReportSample = Omit<
  QosSample,
  'id' | 'product' | 'accountId' | 'conference' | 'participant' | 'resolution' | 'cpuPressure'
>;

/** A sample, and which item of its type and time it is: 0 is the first. */
export interface Item {
  readonly ordinal: number;
  readonly sample: ReportSample;
}

/** What the report reads of a snapshot, besides who and where. */
export type ReportSnapshot = Pick<
  ClientSnapshot,
  'id' | 'eventAtMs' | keyof typeof LABELS | (typeof RAW)[keyof typeof RAW]
>;
