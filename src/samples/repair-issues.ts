import type { Path } from '../errors.js';
import type { EventRepair } from '../events/index.js';
import type { SampleIssue } from './issue.js';

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

/** Whether an issue says that a list of items, or one of its items, could not be read. */
export function isLostItem({ code, path }: SampleIssue): boolean {
  const last = path.at(-1);
  return (
    (code === 'field_missing' || code === 'field_unreadable') && (last === 'qos' || typeof last === 'number')
  );
}
