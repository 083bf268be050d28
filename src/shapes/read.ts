import type { EventFault } from '../errors.js';
import { conforms, isPlain } from './conforms.js';
import { exactNumbers } from './exact-numbers.js';
import type { Reading } from './reading.js';
import { repair } from './repair.js';
import type { Shape } from './shape.js';

const NONE: readonly never[] = /* @__PURE__ */ Object.freeze([]);

/**
 * Reads an object as a shape: as it is where it conforms, and repaired where it does not. Of an object of a class it reads
 * a plain copy.
 *
 * @param text the JSON text the object was parsed from, for the digits of its numbers
 */
export function readAs(value: Record<string, unknown>, shape: Shape, text?: string): Reading {
  const own = isPlain(value) ? value : { ...value };
  if (conforms(own, shape, text !== undefined))
    return { value: own, repairs: NONE, repairsOmitted: 0, faults: NONE };
  return repair(own, shape, text === undefined ? undefined : exactNumbers(text));
}

/** The fields of the root that were there but could not be read, as faults: what is left may look whole and is not. */
export function unreadableFields({ repairs }: Reading): EventFault[] {
  return repairs
    .filter(({ action, path, received }) => action === 'dropped' && path.length === 1 && received !== 'null')
    .map(({ path, expected, received }) => ({ path, expected, received }));
}
