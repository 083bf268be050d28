import type { Path } from '../../errors.js';
import type { EventRepair, Repairs } from '../../events/index.js';
import type { SampleIssue } from '../../samples/index.js';
import { idOfOwner } from '../../samples/samples.js';
import type { Row } from './outcome.js';

/**
 * Turns repairs into issues: what was missing or null is `field_missing`, what could not be read `field_unreadable`. What was
 * converted without loss is not an issue.
 *
 * @param recordIdAt the id for an issue at a path
 */
export function repairIssues(
  repairs: readonly EventRepair[],
  recordIdAt: (path: Path) => string,
): SampleIssue[] {
  return repairs
    .filter(({ action }) => action !== 'converted')
    .map(({ path, expected, received }) => ({
      code: received === 'missing' || received === 'null' ? 'field_missing' : 'field_unreadable',
      recordId: recordIdAt(path),
      path,
      text: null,
      expected,
    }));
}

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

function isLostItem({ code, path }: SampleIssue): boolean {
  const last = path.at(-1);
  return (
    (code === 'field_missing' || code === 'field_unreadable') && (last === 'qos' || typeof last === 'number')
  );
}
