import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';

/** What is stored together: samples, snapshots, and the issues found while they were read. */
export interface Batch {
  readonly samples: readonly QosSample[];
  readonly snapshots: readonly ClientSnapshot[];
  readonly issues: readonly SampleIssue[];
}

/** A batch of which parts may be missing, such as what `toSamples` returns. */
export type PartialBatch = Partial<Batch>;

/** How many records a batch holds. */
export function sizeOf({ samples = [], snapshots = [], issues = [] }: PartialBatch): number {
  return samples.length + snapshots.length + issues.length;
}

/** All records of several batches, in their order. */
export function concatenate(batches: readonly PartialBatch[]): Batch {
  return {
    samples: batches.flatMap(({ samples = [] }) => samples),
    snapshots: batches.flatMap(({ snapshots = [] }) => snapshots),
    issues: batches.flatMap(({ issues = [] }) => issues),
  };
}
