import type { ClientSnapshot, QosSample, SampleIssue } from '../samples/index.js';
import { type PartialBatch, sizeOf } from './batch.js';

/** A record that the database rejects for its data. It is payload: never log it. */
export type PoisonRecord =
  | {
      readonly kind: 'sample';
      /** The sample. */
      readonly record: QosSample;
    }
  | {
      readonly kind: 'snapshot';
      /** The snapshot. */
      readonly record: ClientSnapshot;
    }
  | {
      readonly kind: 'issue';
      /** The issue. */
      readonly record: SampleIssue;
    };

/** The record of a batch that holds one; `undefined` for every other batch. */
export function singleRecord(batch: PartialBatch): PoisonRecord | undefined {
  if (sizeOf(batch) !== 1) return undefined;
  const { samples: [sample] = [], snapshots: [snapshot] = [], issues: [issue] = [] } = batch;
  if (sample !== undefined) return { kind: 'sample', record: sample };
  if (snapshot !== undefined) return { kind: 'snapshot', record: snapshot };
  return issue === undefined ? undefined : { kind: 'issue', record: issue };
}

/** A batch in two, each with half of its records. */
export function halves(batch: PartialBatch): [PartialBatch, PartialBatch] {
  const half = sizeOf(batch) >> 1;
  return [sliceOf(batch, 0, half), sliceOf(batch, half, sizeOf(batch))];
}

/** The records between two places, where samples are counted before snapshots, and these before issues. */
function sliceOf(
  { samples = [], snapshots = [], issues = [] }: PartialBatch,
  from: number,
  to: number,
): PartialBatch {
  const [first, second] = [samples.length, samples.length + snapshots.length];
  const cut = <T>(list: readonly T[], start: number) =>
    list.slice(Math.max(from - start, 0), Math.max(to - start, 0));
  return { samples: cut(samples, 0), snapshots: cut(snapshots, first), issues: cut(issues, second) };
}
