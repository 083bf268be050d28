import { conforms, isPlain } from './conforms.js';
import { exactNumbers } from './exact-numbers.js';
import { repair } from './repair.js';
import { NO_REPAIRS, type Repaired } from './repaired.js';
import type { Shape } from './shape.js';

const NONE: readonly never[] = /* @__PURE__ */ Object.freeze([]);

/**
 * Reads an object as a shape: returns the object itself if it conforms, and a repaired copy if not. An instance of a class is
 * copied to a plain object first.
 *
 * @param text the JSON text the object was parsed from, for the digits of its numbers
 */
export function readAs(value: Record<string, unknown>, shape: Shape, text?: string): Repaired {
  const own = isPlain(value) ? value : { ...value };
  if (conforms(own, shape, text !== undefined))
    return {
      value: own,
      repairs: NO_REPAIRS.repairs,
      repairsOmitted: NO_REPAIRS.repairsOmitted,
      faults: NONE,
    };
  return repair(own, shape, text === undefined ? undefined : exactNumbers(text));
}
