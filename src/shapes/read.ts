import type { EventFault } from '../errors.js';
import { conforms } from './conforms.js';
import { exactNumbers } from './exact-numbers.js';
import { type Reading, repair } from './repair.js';
import type { Shape } from './shape.js';

/**
 * Reads an object as a shape: as it is where it conforms, and repaired where it does not.
 *
 * @param text the JSON text the object was parsed from, for the digits of its numbers
 */
export function readAs(value: Record<string, unknown>, shape: Shape, text?: string): Reading {
  if (conforms(value, shape, text !== undefined))
    return { value, repairs: [], repairsOmitted: 0, faults: [] };
  return repair(value, shape, text === undefined ? undefined : exactNumbers(text));
}

/** The fields of the root that were there but could not be read, as faults: what is left may look whole and is not. */
export function unreadableFields({ repairs }: Reading): EventFault[] {
  return repairs
    .filter(({ action, path, received }) => action === 'dropped' && path.length === 1 && received !== 'null')
    .map(({ path, expected, received }) => ({ path, expected, received }));
}
