import type { Repairs } from '../../events/index.js';
import type { SampleIssue } from '../../samples/index.js';
import { isLostItem } from '../../samples/repair-issues.js';
import { idOfOwner } from '../../samples/samples.js';
import type { Row } from './outcome.js';

/** How many losses a list of repairs left out. */
export function lossesOmitted({ repairsOmitted }: Pick<Repairs, 'repairsOmitted'>): number {
  return repairsOmitted.filled + repairsOmitted.dropped;
}

/** How the ids of all records begin that were read together with a row. */
export function idPrefixOf({ record }: Row): string {
  return idOfOwner(record);
}

/**
 * Whether values that were to become rows were all lost: there are no rows, and a list `qos`, or an item of a list, could not be
 * read.
 */
export function isNothingRead(rows: readonly Row[], issues: readonly SampleIssue[]): boolean {
  return rows.length === 0 && issues.some(isLostItem);
}
