import { requireObject, unknownMember } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';

/** What is stored together: samples, snapshots, and the issues found while they were read. */
export interface Batch {
  /** For the table `qss_samples`. */
  readonly samples: readonly QosSample[];
  /** For the table `qss_snapshots`. */
  readonly snapshots: readonly ClientSnapshot[];
  /** For the table `qss_issues`. */
  readonly issues: readonly SampleIssue[];
}

/** A batch without some of its lists, such as what `toSamples` returns. */
export type PartialBatch = { readonly [N in keyof Batch]?: Batch[N] | undefined };

/** @throws {ArgumentError} `argument_invalid`, for anything but a batch, or an unknown member: its records would be lost */
export function listOf<N extends keyof Batch>(batch: PartialBatch, name: N): Batch[N] {
  requireObject('batch', batch, EXPECTED);
  if (unknownMember(batch, NAMES) !== undefined)
    throw new ArgumentError('batch', `${EXPECTED}, and nothing else`);
  const list: Batch[N] | undefined = batch[name];
  // Untyped callers may pass anything.
  if (list !== undefined && !Array.isArray(list)) throw new ArgumentError('batch', EXPECTED);
  return list ?? [];
}

const NAMES: readonly string[] = ['samples', 'snapshots', 'issues'];
const EXPECTED = 'a batch with lists of samples, snapshots and issues';

/**
 * How many records a batch holds.
 *
 * @throws {ArgumentError} `argument_invalid`, for anything but a batch
 */
export function sizeOf(batch: PartialBatch): number {
  return listOf(batch, 'samples').length + listOf(batch, 'snapshots').length + listOf(batch, 'issues').length;
}

/** All records of several batches, in their order. */
export function concatenate(batches: readonly PartialBatch[]): Batch {
  return {
    samples: batches.flatMap(({ samples = [] }) => samples),
    snapshots: batches.flatMap(({ snapshots = [] }) => snapshots),
    issues: batches.flatMap(({ issues = [] }) => issues),
  };
}
