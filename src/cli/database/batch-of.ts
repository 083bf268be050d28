import type { ClientSnapshot, QosSample } from '../../samples/index.js';
import type { Batch } from '../../store/index.js';
import type { Accepted } from '../input/outcome.js';

/** The records of an outcome, to be stored together. */
export function batchOf(outcome: Pick<Accepted, 'issues'> & Partial<Pick<ReadOutcome, 'rows'>>): Batch {
  const samples: QosSample[] = [];
  const snapshots: ClientSnapshot[] = [];
  for (const { kind, record } of outcome.rows ?? []) {
    if (kind === 'sample') samples.push(record);
    else snapshots.push(record);
  }
  return { samples, snapshots, issues: outcome.issues };
}

type ReadOutcome = Extract<Accepted, { status: 'read' }>;
